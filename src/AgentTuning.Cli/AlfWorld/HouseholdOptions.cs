using System.CommandLine;
using AgentTuning.Cli.Episodes;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Cli.AlfWorld;

/// <summary>The options that say which generated houses a command works on.</summary>
sealed class HouseholdOptions
{
    const string AnyType = "all";

    readonly Option<string> _split;
    readonly Option<string> _type = new("--type")
    {
        Description = $"The kind of task: {string.Join(", ", TaskTypeNames.ShortNames)}, a name of ALFRED's, or {AnyType}, which takes them in turn.",
        DefaultValueFactory = _ => AnyType,
        HelpName = "type",
    };

    readonly Option<int> _seed = new("--seed") { Description = "Seeds everything.", DefaultValueFactory = _ => 0, HelpName = "s" };
    readonly List<(HouseKnob Knob, Option<string?> Option)> _knobs =
        [.. HouseKnobs.All.Select(knob => (knob, new Option<string?>($"--{knob.Name}") { Description = $"{knob.Description} {knob.Range}. Default: {knob.Read(new HouseOptions())}.", HelpName = "x" }))];

    public HouseholdOptions(string defaultSplit)
    {
        _split = new Option<string>("--split") { Description = "Whose rooms and goals, train, dev or test: no room and no goal is in two splits.", DefaultValueFactory = _ => defaultSplit, HelpName = "split" };
        _split.AcceptOnlyFromAmong("train", "dev", "test");
        foreach (var (knob, option) in _knobs)
            EpisodesOptions.Check(option, value => value is null || knob.Write(new HouseOptions(), value) is not null, knob.Range);
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_split, _type, _seed, .. _knobs.Select(knob => knob.Option)])
            command.Options.Add(option);
    }

    /// <summary>The split that the command line names.</summary>
    public TaskSplit ReadSplit(ParseResult result) => EpisodesOptions.ReadSplit(result.GetValue(_split)!);

    /// <summary>The seed that the command line names.</summary>
    public int ReadSeed(ParseResult result) => result.GetValue(_seed);

    /// <summary>What makes the houses harder or easier.</summary>
    public HouseOptions ReadHouses(ParseResult result)
    {
        try
        {
            return HouseKnobs.Read(_knobs.Select(knob => KeyValuePair.Create(knob.Knob.Name, result.GetValue(knob.Option))).Where(knob => knob.Value is not null)!);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    /// <summary>The types of tasks, to be taken in turn.</summary>
    public IReadOnlyList<HouseholdTaskType> ReadTypes(ParseResult result)
    {
        var possible = HouseGenerator.TypesOf(ReadHouses(result));
        if (result.GetValue(_type) is not { } name || name == AnyType)
            return possible;
        var type = ReadType(name);
        return possible.Contains(type) ? [type] : throw new UsageException($"--type {name} never happens in such a room; what does is {string.Join(", ", possible.Select(TaskTypeNames.Shot))}.");
    }

    /// <summary>The type of a name.</summary>
    public static HouseholdTaskType ReadType(string name) =>
        TaskTypeNames.Parse(name) ?? throw new UsageException($"--type is '{name}', expected one of {string.Join(", ", TaskTypeNames.ShortNames)}.");
}
