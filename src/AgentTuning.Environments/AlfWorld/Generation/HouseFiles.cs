using System.Globalization;
using System.Text.Json;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Files;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>Writes houses in the layout of ALFWorld's data: <c>TASK/TRIAL/game.tw-pddl</c> with <c>traj_data.json</c> beside it.</summary>
public static class HouseFiles
{
    /// <summary>The folder of a house's files below that of all: the label, then a trial that its name and unusual knobs follow from.</summary>
    public static string FolderOf(House house)
    {
        var knobs = string.Join(',', HouseKnobs.Write(house.Options).Select(knob => $"{knob.Key}={knob.Value}"));
        var (name, more) = (house.Name, knobs.Length == 0 ? "" : $"_{(uint)StableHash.Of64(knobs):x8}");
        return string.Create(CultureInfo.InvariantCulture, $"{house.Label}/trial_T{name.Generator:D8}_{name.Seed / 1_000_000:D6}_{name.Seed % 1_000_000:D6}{more}");
    }

    /// <summary>The bytes of the game file, with its solution.</summary>
    /// <exception cref="InvalidDataException">The literal engine does not win by the solution, exactly at its end: the generator is broken.</exception>
    public static byte[] Game(House house)
    {
        var walkthrough = house.Difficulty.Walkthrough;
        var game = Games.Open(house.Game, new GameOptions { Engine = GameEngine.General });
        for (var i = 0; i < walkthrough.Count; i++)
            if (game.IsWon || !game.Act(walkthrough[i]).IsAccepted)
                throw new InvalidDataException($"{house.Label}: command {i + 1} of the solution, '{walkthrough[i]}', does not fit the game.");
        if (!game.IsWon)
            throw new InvalidDataException($"{house.Label}: the solution does not win.");
        return Write(writer =>
        {
            writer.WriteString("pddl_domain", house.Game.DomainText);
            writer.WriteString("grammar", house.Game.GrammarText);
            writer.WriteString("pddl_problem", house.Game.ProblemText);
            writer.WriteBoolean("solvable", true);
            writer.WriteStartArray("walkthrough");
            foreach (var command in walkthrough)
                writer.WriteStringValue(command);
            writer.WriteEndArray();
        });
    }

    /// <summary>The bytes of the file beside it: what ALFWorld reads of its own, what the house follows from, and how hard it is.</summary>
    public static byte[] Sidecar(House house) => Write(writer =>
    {
        var (goal, difficulty) = (house.Goal, house.Difficulty);
        writer.WriteString("task_type", goal.TypeName);
        writer.WriteString("task_id", Path.GetFileName(FolderOf(house)));
        writer.WriteStartObject("pddl_params");
        writer.WriteString("object_target", goal.Wanted);
        writer.WriteString("parent_target", goal.IsUnderLamp ? "" : goal.Place);
        writer.WriteString("toggle_target", goal.IsUnderLamp ? goal.Place : "");
        writer.WriteString("mrecep_target", "");
        writer.WriteBoolean("object_sliced", false);
        writer.WriteEndObject();
        writer.WriteStartObject("scene");
        writer.WriteString("floor_plan", string.Create(CultureInfo.InvariantCulture, $"FloorPlan{house.SceneNumber}"));
        writer.WriteNumber("scene_num", house.SceneNumber);
        writer.WriteEndObject();
        writer.WriteStartObject("generator");
        writer.WriteNumber("version", house.Name.Generator);
        writer.WriteNumber("seed", house.Name.Seed);
        writer.WriteString("split", WireNames.Of(house.Name.Split));
        writer.WriteString("room", WireNames.Of(house.Room));
        writer.WriteStartObject("knobs");
        foreach (var (knob, value) in HouseKnobs.Write(house.Options))
            writer.WriteString(knob, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("difficulty");
        writer.WriteNumber("optimal_length", difficulty.OptimalLength);
        writer.WriteNumber("exploration_length", Math.Round(difficulty.ExplorationLength, 2));
        writer.WriteNumber("receptacles", difficulty.Receptacles);
        writer.WriteNumber("closed_receptacles", difficulty.ClosedReceptacles);
        writer.WriteNumber("objects", difficulty.Objects);
        writer.WriteNumber("targets", difficulty.Targets);
        writer.WriteNumber("branching", Math.Round(difficulty.Branching, 2));
        writer.WriteEndObject();
    });

    /// <summary>Writes both files.</summary>
    /// <param name="house">The house.</param>
    /// <param name="folder">The folder of all houses.</param>
    /// <param name="cancellationToken">Stops between the files.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static async Task WriteAsync(House house, string folder, CancellationToken cancellationToken)
    {
        var inner = Path.Combine(folder, FolderOf(house));
        await AtomicFile.WriteAllBytesAsync(Path.Combine(inner, "traj_data.json"), Sidecar(house), cancellationToken);
        await AtomicFile.WriteAllBytesAsync(Path.Combine(inner, "game.tw-pddl"), Game(house), cancellationToken);
    }

    static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }
}
