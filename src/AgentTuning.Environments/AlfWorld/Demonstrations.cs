using System.Collections.Concurrent;
using System.Collections.Immutable;
using AgentTuning.Environments.AlfWorld.Official;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>The one game that an agent is shown before its own: the benchmark's, where its file is at hand, else one of ours. Safe for several callers.</summary>
sealed class Demonstrations(AlfWorldSettings settings)
{
    readonly ConcurrentDictionary<string, ShotFile> _files = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<HouseholdTaskType, Lazy<Task<ImmutableArray<string>>>> _own = new();

    /// <summary>The messages, user and agent in turn; empty where there is no demonstration.</summary>
    /// <param name="task">The task.</param>
    /// <param name="type">Its type.</param>
    /// <exception cref="InvalidDataException">The benchmark's file cannot be read, or has no such game.</exception>
    public async Task<ImmutableArray<string>> ForAsync(AlfWorldTask task, HouseholdTaskType type)
    {
        if (settings.Edition == HouseholdEdition.FunctionCalling || settings.Shots == AlfWorldSettings.NoShots)
            return [];
        if (settings.Shots == AlfWorldSettings.OwnShots)
            return await OwnAsync(type);
        var file = settings.Shots ?? (task.Prompts is { } folder ? Path.Combine(folder, ShotFile.NameOf(settings.Edition)) : null);
        return file is not null && (settings.Shots is not null || File.Exists(file)) ? _files.GetOrAdd(file, ShotFile.Read).Game(type) : await OwnAsync(type);
    }

    Task<ImmutableArray<string>> OwnAsync(HouseholdTaskType type) =>
        _own.GetOrAdd(type, static (key, settings) => new(() => OwnDemonstration.PlayAsync(key, settings.Edition, settings.Houses.Texts)), settings).Value;
}
