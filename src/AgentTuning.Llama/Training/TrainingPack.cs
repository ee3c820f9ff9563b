using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AgentTuning.Llama.Kernels;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>Documents one after the other without padding, behind the prefix they share.</summary>
sealed class TrainingPack
{
    readonly List<long> _ids = [];
    readonly List<long> _kept = [];
    readonly List<long> _targets = [];

    TrainingPack(SharedPrefix group, IEnumerable<TokenizedExample> examples)
    {
        var prefix = group.PrefixLength;
        for (var i = 0; i < prefix; i++) _ids.Add(group.Examples[0].TokenIds[i]);
        var documents = ImmutableArray.CreateBuilder<Segment>();
        foreach (var example in examples)
        {
            var needed = Needed(example, prefix);
            documents.Add(new(_ids.Count, needed - prefix, prefix));
            for (var i = prefix; i < needed; i++)
            {
                if (example.Mask[i + 1])
                {
                    _kept.Add(_ids.Count);
                    _targets.Add(example.TokenIds[i + 1]);
                }
                _ids.Add(example.TokenIds[i]);
            }
        }
        Layout = new(prefix == 0 ? null : new Segment(0, prefix, 0), documents.ToImmutable());
    }

    /// <summary>How the documents lie.</summary>
    public PackLayout Layout { get; }

    /// <summary>Fills packs with the documents of a group in their order.</summary>
    /// <param name="group">Documents that share a prefix, or none.</param>
    /// <param name="maxRows">The most rows of a pack, unless one document has more.</param>
    public static IEnumerable<TrainingPack> Create(SharedPrefix group, int maxRows) =>
        Fill(group, maxRows).Select(examples => new TrainingPack(group, examples));

    /// <summary>The sizes of the packs that <see cref="Create"/> makes, without making them.</summary>
    public static IEnumerable<PackSize> Sizes(SharedPrefix group, int maxRows) => Fill(group, maxRows).Select(examples => new PackSize(
        group.PrefixLength + examples.Sum(example => Needed(example, group.PrefixLength) - group.PrefixLength),
        examples.Sum(ExampleLoss.SupervisedCount),
        examples.Max(example => Needed(example, group.PrefixLength))));

    // The last supervised token and what follows are not read: they are only predicted, or not even that.
    static int Needed(TokenizedExample example, int prefix) =>
        Math.Min(example.Length - 1, Math.Max(example.Mask.LastIndexOf(true), prefix + 1));

    static IEnumerable<List<TokenizedExample>> Fill(SharedPrefix group, int maxRows)
    {
        var examples = new List<TokenizedExample>();
        var rows = group.PrefixLength;
        foreach (var example in group.Examples)
        {
            var own = Needed(example, group.PrefixLength) - group.PrefixLength;
            if (examples.Count > 0 && rows + own > maxRows)
            {
                yield return examples;
                examples = [];
                rows = group.PrefixLength;
            }
            examples.Add(example);
            rows += own;
        }
        yield return examples;
    }

    /// <summary>(N), the tokens.</summary>
    public ReadOnlySpan<long> Ids => CollectionsMarshal.AsSpan(_ids);

    /// <summary>(M), the rows before supervised tokens.</summary>
    public ReadOnlySpan<long> Kept => CollectionsMarshal.AsSpan(_kept);

    /// <summary>(N), what tells the rows apart for dropout, from the tokens up to each.</summary>
    /// <param name="seed">Of the step.</param>
    public ulong[] RowKeys(ulong seed)
    {
        var histories = new ulong[_ids.Count];
        foreach (var segment in Layout.Prefix is { } prefix ? Layout.Documents.Prepend(prefix) : Layout.Documents)
        {
            var history = segment.PrefixLength == 0 ? Models.RowKeys.Start : histories[segment.PrefixLength - 1];
            for (var row = segment.Start; row < segment.Start + segment.Length; row++) histories[row] = history = Models.RowKeys.After(history, _ids[row]);
        }
        return Array.ConvertAll(histories, history => Models.RowKeys.KeyOf(history, seed));
    }

    /// <summary>(M), the supervised tokens.</summary>
    public ReadOnlySpan<long> Targets => CollectionsMarshal.AsSpan(_targets);
}
