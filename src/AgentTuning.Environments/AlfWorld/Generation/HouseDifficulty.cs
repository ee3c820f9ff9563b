using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Planning;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>How hard a household game is.</summary>
public sealed record HouseDifficulty
{
    /// <summary>The number of commands of the shortest solution for someone who sees everything.</summary>
    public required int OptimalLength { get; init; }

    /// <summary>
    /// The expected number of commands for someone who knows what to do but not where things are, and looks through the receptacles in random order,
    /// opening what is closed.
    /// </summary>
    public required double ExplorationLength { get; init; }

    /// <summary>How many receptacles there are.</summary>
    public required int Receptacles { get; init; }

    /// <summary>How many of them are closed at first.</summary>
    public required int ClosedReceptacles { get; init; }

    /// <summary>How many objects can be taken.</summary>
    public required int Objects { get; init; }

    /// <summary>How many of the wanted class there are; 0 where the goal is of an unknown shape.</summary>
    public required int Targets { get; init; }

    /// <summary>The mean number of admissible commands before each command of the solution, and at its end.</summary>
    public required double Branching { get; init; }

    /// <summary>The solution.</summary>
    public required IReadOnlyList<string> Walkthrough { get; init; }

    /// <summary>Measures a game from its first state.</summary>
    /// <exception cref="UnsolvedException">No solution was found.</exception>
    public static HouseDifficulty Of(GameFile file)
    {
        var game = Games.Open(file);
        var walkthrough = HouseholdPlanner.Solve(game) ?? throw new UnsolvedException($"{file.Source}: no solution was found, so its difficulty cannot be measured.");
        var scene = new PlannedScene(file.Problem);
        var goal = GoalReader.Read(file.Problem.Goal);
        var exploration = goal is null ? walkthrough.Count : Exploration.ExpectedLength(new PlannedState(game, scene), goal, HouseholdPlanner.Steps(game));
        var commands = (double)game.AdmissibleNumbers.Length;
        foreach (var command in walkthrough)
        {
            game.Act(command);
            commands += game.AdmissibleNumbers.Length;
        }

        return new HouseDifficulty
        {
            OptimalLength = walkthrough.Count,
            ExplorationLength = exploration,
            Receptacles = scene.Receptacles.Length,
            ClosedReceptacles = scene.Receptacles.Count(receptacle => receptacle.IsOpenable),
            Objects = scene.Movable.Count(),
            Targets = goal is null ? 0 : scene.ObjectsOf(goal.ObjectType).Count(),
            Branching = commands / (walkthrough.Count + 1),
            Walkthrough = walkthrough,
        };
    }
}
