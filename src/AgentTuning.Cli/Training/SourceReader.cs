using AgentTuning.Cli.Datasets;
using AgentTuning.Conversations;
using AgentTuning.Datasets;

namespace AgentTuning.Cli.Training;

/// <summary>Reads what a training run learns from, before anything is encoded.</summary>
static class SourceReader
{
    /// <summary>Everything that a request names.</summary>
    /// <exception cref="InvalidDataException">A record is malformed.</exception>
    public static async Task<TrainingSources> ReadAsync(TrainingRequest request, CancellationToken cancellationToken) => new()
    {
        Conversations = await ReadFilesAsync(request.Data, request.System, cancellationToken),
        Texts = await ReadTextsAsync(request.Texts, cancellationToken),
        Pools = await ReadPoolsAsync(request, cancellationToken),
        Validation = await ReadFilesAsync(request.Validation, request.System, cancellationToken),
    };

    /// <summary>The conversations of files; those that name no source get the file's name.</summary>
    public static async Task<IReadOnlyList<Conversation>> ReadFilesAsync(IReadOnlyList<string> files, string? system, CancellationToken cancellationToken)
    {
        var conversations = new List<Conversation>();
        foreach (var file in files)
            await foreach (var conversation in ConversationFile.ReadAsync(file, cancellationToken: cancellationToken))
                conversations.Add(Prepare(conversation, Path.GetFileNameWithoutExtension(file), system));
        return conversations;
    }

    static async Task<IReadOnlyList<PlainText>> ReadTextsAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var texts = new List<PlainText>();
        foreach (var file in files)
            await foreach (var text in PlainTextFile.ReadAsync(file, cancellationToken))
                texts.Add(text);
        return texts;
    }

    static async Task<IReadOnlyList<SourcePool>> ReadPoolsAsync(TrainingRequest request, CancellationToken cancellationToken)
    {
        var sources = new MixSources(request.CleanUp, request.Options.Seed);
        foreach (var path in request.AgentData)
            await sources.AddAgentAsync(path, cancellationToken);
        foreach (var text in request.GeneralData)
            await sources.AddGeneralAsync(text, cancellationToken);
        var pools = new List<SourcePool>();
        foreach (var source in sources.Sources)
            pools.Add(await ReadPoolAsync(source, request.System, cancellationToken));
        return pools;
    }

    static async Task<SourcePool> ReadPoolAsync(MixtureSource source, string? system, CancellationToken cancellationToken)
    {
        var conversations = new List<Conversation>();
        var dropped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var cleanUp = source.CleanUp is { } options ? new ConversationCleanUp(options) : null;
        var read = 0;
        await foreach (var conversation in source.ReadAsync(_ => Drop("malformed"), cancellationToken))
        {
            read++;
            if ((cleanUp is null ? conversation : cleanUp.Clean(conversation)) is { } kept)
                conversations.Add(Prepare(kept, source.Name, system));
            else
                Drop("clean-up");
        }

        return new(source, conversations, read + dropped.GetValueOrDefault("malformed"), dropped);

        void Drop(string reason) => dropped[reason] = dropped.GetValueOrDefault(reason) + 1;
    }

    static Conversation Prepare(Conversation conversation, string source, string? system) => conversation with
    {
        Source = conversation.Source ?? source,
        Turns = system is not null && conversation.Turns is not [{ Role: TurnRole.System }, ..]
            ? [Turn.System(system), .. conversation.Turns]
            : conversation.Turns,
    };
}
