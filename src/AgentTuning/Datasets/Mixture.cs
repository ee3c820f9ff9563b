using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Files;

namespace AgentTuning.Datasets;

/// <summary>Draws a training set of agent and general conversations: each example is an agent one with probability η (paper section 2.3).</summary>
/// <remarks>
/// Within a source nothing is drawn twice before all of it was drawn once. The same sources, options and seed give the same bytes; every
/// output appears whole, so that a run that was killed is simply run again.
/// </remarks>
/// <param name="sources">Agent and general sources, with different names.</param>
/// <param name="options">How to draw.</param>
public sealed class Mixture(IReadOnlyList<MixtureSource> sources, MixtureOptions options)
{
    /// <summary>The name of the file with the examples.</summary>
    public const string DatasetFile = "dataset.jsonl";

    /// <summary>The name of the record of what was planned and drawn.</summary>
    public const string ReportFile = "mixture.json";

    /// <summary>The name of the data set's card.</summary>
    public const string CardFile = "README.md";

    readonly MixturePool[] _pools = [.. sources.Select(source => new MixturePool(source))];

    /// <summary>Draws the mixture into a folder, once.</summary>
    /// <param name="outputFolder">Where the three files go; made where it is missing.</param>
    /// <param name="progress">Told the share of the examples that is written, from 0 to 1.</param>
    /// <param name="cancellationToken">Stops, and leaves the outputs as they were.</param>
    /// <exception cref="InvalidDataException">A record is malformed, or a source that is to be drawn from has nothing to draw.</exception>
    public async Task<MixtureReport> RunAsync(string outputFolder, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        if (sources.GroupBy(source => source.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two sources are called '{twice.Key}', expected different names. Name them apart.");

        await using var spool = new ConversationSpool(outputFolder);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pool in _pools)
            await ReadAsync(pool, spool, ids, cancellationToken);
        await spool.FlushAsync(cancellationToken);

        var count = CountOf();
        await using var file = AtomicFile.Create(Path.Combine(outputFolder, DatasetFile));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bySource = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var drawn = 0;
        await foreach (var example in DrawAsync(count, spool, cancellationToken))
        {
            byte[] line = [.. ConversationFile.ToBytes(example, ConversationFormat.Dataset), (byte)'\n'];
            hash.AppendData(line);
            await file.Stream.WriteAsync(line, cancellationToken);
            bySource[example.Source!] = bySource.GetValueOrDefault(example.Source!) + 1;
            progress?.Report((double)++drawn / count);
        }

        var report = ReportOf(count, Convert.ToHexStringLower(hash.GetHashAndReset()), bySource);
        await file.CommitAsync(cancellationToken);
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(report, MixtureJson.Document.MixtureReport), (byte)'\n'];
        await AtomicFile.WriteAllBytesAsync(Path.Combine(outputFolder, ReportFile), json, cancellationToken);
        await AtomicFile.WriteAllBytesAsync(Path.Combine(outputFolder, CardFile), Encoding.UTF8.GetBytes(DatasetCard.Of(report)), cancellationToken);
        return report;
    }

    async Task ReadAsync(MixturePool pool, ConversationSpool spool, HashSet<string> ids, CancellationToken cancellationToken)
    {
        var cleanUp = pool.Source.CleanUp is { } cleanUpOptions ? new ConversationCleanUp(cleanUpOptions) : null;
        await foreach (var read in pool.Source.ReadAsync(_ => pool.Drop("malformed"), cancellationToken))
        {
            pool.Read++;
            var conversation = cleanUp is null ? read : cleanUp.Clean(read);
            if (conversation is null)
                pool.Drop("clean-up");
            else if (!conversation.Turns.Any(turn => turn.HasLoss))
                pool.Drop("no-supervised-turn");
            else
                pool.Records.Add(await spool.AddAsync(Prepare(conversation, pool.Source, ids), cancellationToken));
        }

        pool.Read += pool.Dropped.GetValueOrDefault("malformed");
        pool.CleanUp = cleanUp?.Counts ?? pool.CleanUp;
    }

    Conversation Prepare(Conversation conversation, MixtureSource source, HashSet<string> ids)
    {
        var id = conversation.Id;
        for (var i = 1; !ids.Add(id); i++)
            id = i == 1 ? $"{source.Name}/{conversation.Id}" : $"{source.Name}/{conversation.Id}~{i}";
        return conversation with
        {
            Id = id,
            Source = conversation.Source ?? source.Name,
            Turns = options.SystemPrompt is { } prompt && conversation.Turns[0].Role != TurnRole.System
                ? [Turn.System(prompt), .. conversation.Turns]
                : conversation.Turns,
        };
    }

    int CountOf()
    {
        foreach (var pool in options.AgentShare < 1 ? GeneralPools() : [])
            if (pool.Records.Count == 0)
                throw new InvalidDataException($"The general source '{pool.Source.Name}' has nothing to draw from: {pool.Read} conversations read, all dropped. Leave it out or look at its clean-up.");
        return options.Count ?? RatioDraw.EpochLength(DrawPools(), options.AgentShare);
    }

    async IAsyncEnumerable<Conversation> DrawAsync(
        int count, ConversationSpool spool, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var draw = new RatioDraw(DrawPools(), options.AgentShare, options.Seed);
        for (var i = 0; i < count; i++)
        {
            var (index, entry, epoch) = draw.Next();
            var (pool, record) = (_pools[index], _pools[index].Records[entry]);
            var conversation = await spool.ReadAsync(record, cancellationToken);
            Count(pool, record, conversation);
            yield return epoch == 1 ? conversation : conversation with { Id = $"{conversation.Id}~epoch{epoch}" };
        }
    }

    static void Count(MixturePool pool, int record, Conversation conversation)
    {
        pool.Drawn++;
        pool.Distinct.Add(record);
        pool.Turns += conversation.Turns.Count;
        pool.SupervisedTurns += conversation.Turns.Count(turn => turn.HasLoss);
    }

    MixtureReport ReportOf(int count, string datasetHash, IDictionary<string, int> bySource) => new()
    {
        AgentShare = options.AgentShare,
        RealisedAgentShare = (double)AgentPools().Sum(pool => pool.Drawn) / count,
        Seed = options.Seed,
        Seeds = RatioDraw.Seeds(DrawPools(), options.Seed).ToImmutableSortedDictionary(StringComparer.Ordinal),
        SystemPrompt = options.SystemPrompt,
        Examples = count,
        IsCountGiven = options.Count is not null,
        Turns = _pools.Sum(pool => pool.Turns),
        SupervisedTurns = _pools.Sum(pool => pool.SupervisedTurns),
        DatasetHash = datasetHash,
        ExamplesBySource = bySource.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Sources = [.. _pools.Select(ReportOf)],
    };

    static MixtureSourceReport ReportOf(MixturePool pool) => new()
    {
        Name = pool.Source.Name,
        IsAgent = pool.Source.IsAgent,
        Weight = pool.Source.IsAgent ? null : pool.Source.Weight,
        Origin = pool.Source.Origin,
        Hash = pool.Source.Hash,
        Read = pool.Read,
        Usable = pool.Records.Count,
        Dropped = pool.Dropped.ToImmutableSortedDictionary(StringComparer.Ordinal),
        CleanUp = pool.CleanUp.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Drawn = pool.Drawn,
        Distinct = pool.Distinct.Count,
        Turns = pool.Turns,
        SupervisedTurns = pool.SupervisedTurns,
    };

    IEnumerable<MixturePool> AgentPools() => _pools.Where(pool => pool.Source.IsAgent);

    IEnumerable<MixturePool> GeneralPools() => _pools.Where(pool => !pool.Source.IsAgent);

    DrawPool[] DrawPools() => [.. _pools.Select(pool => new DrawPool(pool.Source.Name, pool.Source.IsAgent, pool.Source.Weight, pool.Records.Count))];
}
