using System.CommandLine;
using AgentTuning.Cli.AlfWorld;
using AgentTuning.Cli.Episodes;
using AgentTuning.Environments;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Tasks;

namespace AgentTuning.Cli.Play;

/// <summary>Which task is played, and how.</summary>
sealed class PlayOptions
{
    public Argument<string> Environment { get; } = new("environment") { Description = "The world to play in ('agenttuning environments' lists them).", HelpName = "name" };

    public Option<string?> Data { get; } = new("--data") { Description = "A file or folder in the benchmark's own layout, instead of generated tasks; for alfworld also one game file.", HelpName = "path" };

    public Option<string> Split { get; } = new("--split") { Description = "train, dev or test.", DefaultValueFactory = _ => "train", HelpName = "split" };

    public Option<int> Seed { get; } = new("--seed") { Description = "Seeds generated tasks.", DefaultValueFactory = _ => 0, HelpName = "s" };

    public Option<int> Number { get; } = new("--task") { Description = "Which task of the set, from 0 on.", DefaultValueFactory = _ => 0, HelpName = "n" };

    public Option<string?> Type { get; } = new("--type") { Description = $"With alfworld: the type of generated tasks: {string.Join(", ", TaskTypeNames.ShortNames)}.", HelpName = "type" };

    public Option<string?> Engine { get; } = new("--engine") { Description = "The engine behind the world, where there is a choice ('agenttuning environments' lists them).", HelpName = "name" };

    public Option<string[]> Settings { get; } = new("--setting") { Description = "A setting of the environment as name=value; may be given several times.", HelpName = "name=value" };

    public Option<bool> AsAgent { get; } = new("--as-agent") { Description = "With alfworld: see what a model sees, and reply in its grammar. All other environments are played so." };

    public Option<bool> Json { get; } = new("--json") { Description = "With alfworld: read a command a line and write each turn as a line of JSON." };

    public Option<string?> Picture { get; } = new("--picture") { Description = "Write what was shown as an SVG picture as well; what a pipe types is in it.", HelpName = "file.svg" };

    public PlayOptions()
    {
        Split.AcceptOnlyFromAmong("train", "dev", "test");
        EpisodesOptions.Check(Number, value => value >= 0, "0 or more");
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(Environment);
        Option[] options = [Data, Split, Seed, Number, Type, Engine, Settings, AsAgent, Json, Picture];
        foreach (var option in options)
            command.Options.Add(option);
    }

    /// <summary>The task that the command line names.</summary>
    public async Task<AgentTask> FindTaskAsync(ParseResult result, EnvironmentDefinition definition, CancellationToken cancellationToken)
    {
        var number = result.GetValue(Number);
        var tasks = Open(result, definition);
        return await tasks.ReadAsync(cancellationToken).Skip(number).FirstOrDefaultAsync(cancellationToken)
            ?? throw new UsageException($"--task {number}: there are fewer tasks.");
    }

    /// <summary>The settings of the environment.</summary>
    public EnvironmentOptions ReadEnvironment(ParseResult result, EnvironmentDefinition definition) => new()
    {
        Engine = EpisodesOptions.ReadEngine(result.GetValue(Engine), definition),
        Settings = EpisodesOptions.ReadSettings(result.GetValue(Settings) ?? []),
    };

    ITaskSet Open(ParseResult result, EnvironmentDefinition definition)
    {
        var split = EpisodesOptions.ReadSplit(result.GetValue(Split)!);
        var data = result.GetValue(Data);
        if (data is not null && !File.Exists(data) && !Directory.Exists(data))
            throw new UsageException($"--data {data}: there is no such file or folder.");
        var settings = ReadEnvironment(result, definition).Settings;
        if (result.GetValue(Type) is { } type)
            return definition.Name == AlfWorldDefinition.Name && data is null
                ? new GeneratedHouseTasks(split, result.GetValue(Seed), HouseholdOptions.ReadType(type), AlfWorldSettings.ReadHouses(settings))
                : throw new UsageException($"--type {type} goes with generated tasks of {AlfWorldDefinition.Name}.");
        return definition.OpenTasks(new TaskSource { Split = split, Path = data, Seed = result.GetValue(Seed), Settings = settings });
    }
}
