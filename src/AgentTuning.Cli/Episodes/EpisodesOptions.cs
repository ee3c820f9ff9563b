using System.Collections.Immutable;
using System.CommandLine;
using AgentTuning.Cli.Agents;
using AgentTuning.Collection;
using AgentTuning.Environments;
using AgentTuning.Episodes;
using AgentTuning.Tasks;

namespace AgentTuning.Cli.Episodes;

/// <summary>The options that every command which plays episodes shares.</summary>
sealed class EpisodesOptions
{
    /// <summary>Tasks of a generator, which never ends, when nothing else is said.</summary>
    const int DefaultTasks = 100;

    public Option<string> Split { get; }

    public Option<string?> Data { get; } = new("--data") { Description = "A file or folder in the benchmark's own layout, instead of generated tasks.", HelpName = "path" };

    public Option<string?> Scripts { get; } = new("--scripts") { Description = "With --data of the os environment: the folder that scripts are named from, where it is not the benchmark's layout.", HelpName = "folder" };

    public Option<string> Agent { get; } = new("--agent")
    {
        Description = "Who plays: reference, openai:<model>, llama:<folder or org/model>, or say:<text>, which always says the same.",
        Required = true,
        HelpName = "agent",
    };

    public Option<string> Output { get; } = new("--output", "-o") { Description = "The run folder. A run that was interrupted goes on there.", Required = true, HelpName = "folder" };

    public Option<int?> Tasks { get; } = new("--tasks") { Description = $"How many tasks. Default: all of --data, {DefaultTasks} generated ones.", HelpName = "n" };

    public Option<int> Attempts { get; } = new("--attempts") { Description = "Episodes per task.", DefaultValueFactory = _ => 1, HelpName = "k" };

    public Option<int?> Parallel { get; } = new("--parallel") { Description = "Episodes at a time. Default: what suits the agent.", HelpName = "n" };

    public Option<int> Seed { get; } = new("--seed") { Description = "Seeds generated tasks and whatever is drawn in episodes.", DefaultValueFactory = _ => 0, HelpName = "s" };

    public Option<double> Mistakes { get; } = new("--mistakes") { Description = "With --agent reference: the probability of a mistake in an episode, 0 to 1.", DefaultValueFactory = _ => 0, HelpName = "p" };

    public Option<string?> Endpoint { get; } = new("--endpoint") { Description = $"With --agent openai:<model>: the server's address, usually ending with /v1. The key is read from {OpenAiAgent.KeyVariable}.", HelpName = "url" };

    public Option<string?> Adapter { get; } = new("--adapter") { Description = "With --agent llama:<folder>: the folder of a LoRA adapter for the model, in PEFT's format.", HelpName = "folder" };

    public Option<string?> Engine { get; } = new("--engine") { Description = "The engine behind the world, where there is a choice ('agenttuning environments' lists them).", HelpName = "name" };

    public Option<string[]> Settings { get; } = new("--setting") { Description = "A setting of the environment as name=value; may be given several times.", HelpName = "name=value" };

    public Option<double> Temperature { get; } = new("--temperature") { Description = "Sampling temperature; 0 is greedy.", DefaultValueFactory = _ => 0, HelpName = "t" };

    public Option<int?> MaxReplyTokens { get; } = new("--max-reply-tokens") { Description = "The most new tokens in a reply. Default: the environment's.", HelpName = "n" };

    public Option<bool> TrimContext { get; } = new("--trim-context") { Description = "Leave out old turns as the paper's harness does, instead of ending at the context limit." };

    public Option<bool> KeepFailed { get; } = new("--keep-failed") { Description = "Do not play failed episodes again when going on." };

    public Option<bool> Force { get; } = new("--force") { Description = "Go on in a folder that was begun with other options." };

    public EpisodesOptions(string defaultSplit)
    {
        Split = new Option<string>("--split") { Description = "train, dev or test.", DefaultValueFactory = _ => defaultSplit, HelpName = "split" };
        Split.AcceptOnlyFromAmong("train", "dev", "test");
        Check(Attempts, value => value >= 1, "1 or more");
        Check(Parallel, value => value is null or >= 1, "1 or more");
        Check(Tasks, value => value is null or >= 1, "1 or more");
        Check(MaxReplyTokens, value => value is null or >= 1, "1 or more");
        Check(Mistakes, value => value is >= 0 and <= 1, "0 to 1");
        Check(Temperature, value => value >= 0 && double.IsFinite(value), "0 or more");
    }

    public void AddTo(Command command)
    {
        Option[] options =
        [
            Split, Data, Scripts, Agent, Output, Tasks, Attempts, Parallel, Seed, Mistakes, Endpoint, Adapter, Engine, Settings, Temperature, MaxReplyTokens, TrimContext,
            KeepFailed, Force,
        ];
        foreach (var option in options)
            command.Options.Add(option);
    }

    /// <summary>The agent that the command line names.</summary>
    public AgentOptions ReadAgent(ParseResult result) => new()
    {
        Name = result.GetValue(Agent)!,
        Mistakes = result.GetValue(Mistakes),
        Endpoint = ReadEndpoint(result.GetValue(Endpoint)),
        Adapter = result.GetValue(Adapter),
        Seed = result.GetValue(Seed),
    };

    /// <summary>The episodes of one environment.</summary>
    public EpisodesRequest ReadRequest(ParseResult result, string command, EnvironmentDefinition definition, int defaultParallel)
    {
        var data = result.GetValue(Data);
        if (data is not null && !File.Exists(data) && !Directory.Exists(data))
            throw new UsageException($"--data {data}: there is no such file or folder.");
        var scripts = result.GetValue(Scripts);
        if (scripts is not null && data is null)
            throw new UsageException($"--scripts {scripts} goes with --data, which is not given.");
        if (scripts is not null && !Directory.Exists(scripts))
            throw new UsageException($"--scripts {scripts}: there is no such folder.");
        var engine = ReadEngine(result.GetValue(Engine), definition);
        var settings = ReadSettings(result.GetValue(Settings) ?? []);
        var environment = new EnvironmentOptions { Engine = engine, Settings = settings };
        return new EpisodesRequest
        {
            Command = command,
            Definition = definition.With(environment),
            Environment = environment,
            Source = new TaskSource { Split = ReadSplit(result.GetValue(Split)!), Path = data, Scripts = scripts, Settings = settings, Seed = result.GetValue(Seed) },
            Episode = new EpisodeOptions
            {
                Seed = result.GetValue(Seed),
                Temperature = result.GetValue(Temperature),
                MaxReplyTokens = result.GetValue(MaxReplyTokens),
                TrimsContext = result.GetValue(TrimContext),
                Engine = engine ?? definition.Engines.FirstOrDefault(),
            },
            Collection = new CollectionOptions
            {
                Tasks = result.GetValue(Tasks) ?? (data is null ? DefaultTasks : null),
                Attempts = result.GetValue(Attempts),
                Parallel = result.GetValue(Parallel) ?? defaultParallel,
                RedoesFailed = !result.GetValue(KeepFailed),
            },
            Output = result.GetValue(Output)!,
            Force = result.GetValue(Force),
        };
    }

    /// <summary>The environment of a name.</summary>
    public static EnvironmentDefinition FindEnvironment(string name)
    {
        if (Catalog.Find(name) is { } definition)
            return definition;
        var names = Catalog.Definitions.Select(known => known.Name).ToArray();
        var nearest = NearestNames.Of(name, names);
        throw new UsageException(nearest.Count > 0
            ? $"There is no environment '{name}'. Did you mean {NearestNames.Join(nearest)}?"
            : $"There is no environment '{name}'. There are: {string.Join(", ", names)}.");
    }

    static Uri? ReadEndpoint(string? text)
    {
        if (text is null)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw new UsageException($"--endpoint is '{text}', expected an address such as http://localhost:8000/v1.");
    }

    public static string? ReadEngine(string? engine, EnvironmentDefinition definition)
    {
        if (engine is null || definition.Engines.Contains(engine))
            return engine;
        throw new UsageException(definition.Engines.IsEmpty
            ? $"The environment '{definition.Name}' has no engines to choose from; leave --engine out."
            : $"The environment '{definition.Name}' has no engine '{engine}'. It has: {string.Join(", ", definition.Engines)}.");
    }

    public static ImmutableSortedDictionary<string, string> ReadSettings(string[] settings)
    {
        var read = ImmutableSortedDictionary<string, string>.Empty;
        foreach (var setting in settings)
        {
            var at = setting.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw new UsageException($"--setting is '{setting}', expected name=value.");
            read = read.SetItem(setting[..at], setting[(at + 1)..]);
        }

        return read;
    }

    public static TaskSplit ReadSplit(string split) => split switch
    {
        "train" => TaskSplit.Train,
        "dev" => TaskSplit.Development,
        _ => TaskSplit.Test,
    };

    public static void Check<T>(Option<T> option, Func<T, bool> isRight, string wanted) => option.Validators.Add(result =>
    {
        if (result.Errors.Any())
            return;
        if (result.GetValueOrDefault<T>() is { } value && !isRight(value))
            result.AddError(FormattableString.Invariant($"{option.Name} is {value}, expected {wanted}."));
    });
}
