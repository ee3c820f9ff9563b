using System.Collections.Immutable;
using AgentTuning.Collection;
using AgentTuning.Environments;
using AgentTuning.Episodes;
using AgentTuning.Files;

namespace AgentTuning.Cli.Episodes;

/// <summary>Episodes of one environment, to be played into one folder.</summary>
sealed record EpisodesRequest
{
    /// <summary>The command that asks.</summary>
    public required string Command { get; init; }

    /// <summary>The world.</summary>
    public required EnvironmentDefinition Definition { get; init; }

    /// <summary>Its engine and settings.</summary>
    public EnvironmentOptions Environment { get; init; } = new();

    /// <summary>Where the tasks come from.</summary>
    public required TaskSource Source { get; init; }

    /// <summary>How an episode is played.</summary>
    public required EpisodeOptions Episode { get; init; }

    /// <summary>How many.</summary>
    public required CollectionOptions Collection { get; init; }

    /// <summary>The folder.</summary>
    public required string Output { get; init; }

    /// <summary>True to go on in a folder that was begun with other options.</summary>
    public bool Force { get; init; }

    /// <summary>The record of this request, without state.</summary>
    public RunRecord ToRecord(string agentName, ImmutableSortedDictionary<string, string> agentIdentity)
    {
        var options = agentIdentity.ToBuilder();
        options["environment"] = Definition.Name;
        options["environment-version"] = Definition.Version;
        options["prompt"] = PromptHash.Of(Definition);
        options["split"] = WireNames.Of(Source.Split);
        options["seed"] = FormattableString.Invariant($"{Episode.Seed}");
        options["agent"] = agentName;
        options["temperature"] = FormattableString.Invariant($"{Episode.Temperature}");
        options["max-reply-tokens"] = FormattableString.Invariant($"{Episode.MaxReplyTokens ?? Definition.MaxReplyTokens}");
        options["trim-context"] = Episode.TrimsContext ? "true" : "false";
        if (Episode.Engine is { } engine)
            options["engine"] = engine;
        if (Source.Path is { } path)
            options["data"] = Agents.ContentHash.Of(path);
        if (Source.Scripts is { } scripts)
            options["scripts"] = Agents.ContentHash.Of(scripts);

        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        settings["tasks"] = Collection.Tasks is { } tasks ? FormattableString.Invariant($"{tasks}") : "all";
        settings["attempts"] = FormattableString.Invariant($"{Collection.Attempts}");
        settings["parallel"] = FormattableString.Invariant($"{Collection.Parallel}");
        if (Source.Path is { } data)
            settings["data"] = data;

        return new RunRecord
        {
            Command = Command,
            Status = RunStatus.Running,
            Options = options.ToImmutable(),
            Settings = settings.ToImmutable(),
            Versions = ImmutableSortedDictionary<string, string>.Empty
                .Add("tool", typeof(EpisodeRunner).Assembly.GetName().Version!.ToString(3))
                .Add("runtime", System.Environment.Version.ToString()),
        };
    }
}
