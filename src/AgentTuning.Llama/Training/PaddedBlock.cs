using AgentTuning.Tokenization;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>Examples of similar length side by side, padded on the right: no position sees a padded one before it.</summary>
/// <remarks>Shapes: B example, T position, N supervised position.</remarks>
sealed class PaddedBlock
{
    const int MaxTokens = 1024; // beyond it the activations leave the processor's cache
    const double MaxStretch = 1.2;
    const int MaxPadding = 8;

    readonly int _batch;
    readonly int _length;
    readonly long[] _ids;
    readonly List<long> _kept = [];
    readonly List<long> _targets = [];

    PaddedBlock(IReadOnlyList<TokenizedExample> examples, int prefixLength)
    {
        _batch = examples.Count;
        _length = examples.Max(example => example.Length) - 1 - prefixLength;
        _ids = new long[_batch * _length];
        for (var b = 0; b < _batch; b++)
        {
            var example = examples[b];
            // The last token is only ever predicted.
            for (var t = prefixLength; t < example.Length - 1; t++)
            {
                var at = b * _length + t - prefixLength;
                _ids[at] = example.TokenIds[t];
                if (!example.Mask[t + 1]) continue;
                _kept.Add(at);
                _targets.Add(example.TokenIds[t + 1]);
            }
        }
    }

    /// <summary>The number of supervised tokens.</summary>
    public int SupervisedCount => _kept.Count;

    /// <summary>B·T, padding included.</summary>
    public int Size => _ids.Length;

    /// <summary>Puts examples of similar length together.</summary>
    public static IReadOnlyList<PaddedBlock> Create(SharedPrefix group)
    {
        var blocks = new List<PaddedBlock>();
        var sorted = group.Examples.OrderBy(example => example.Length).ToList();
        var start = 0;
        for (var i = 1; i <= sorted.Count; i++)
        {
            if (i < sorted.Count && Fits(Own(sorted[start]), Own(sorted[i]), i + 1 - start)) continue;
            blocks.Add(new(sorted[start..i], group.PrefixLength));
            start = i;
        }
        return blocks;

        int Own(TokenizedExample example) => example.Length - 1 - group.PrefixLength;
        static bool Fits(int shortest, int longest, int count) =>
            longest <= shortest * MaxStretch + MaxPadding && count * longest <= MaxTokens;
    }

    /// <summary>(B, T), 64-bit integers; padding is id 0.</summary>
    public Tensor Ids() => tensor(_ids, [_batch, _length]);

    /// <summary>(N), indexes into the B·T positions.</summary>
    public Tensor Kept() => tensor(_kept.ToArray());

    /// <summary>(N), the ids to predict.</summary>
    public Tensor Targets() => tensor(_targets.ToArray());

    /// <summary>Added to the scores where a prefix stands before the examples: (T, P + T).</summary>
    public Tensor Mask(int prefixLength) =>
        full([_length, prefixLength + _length], float.NegativeInfinity).triu_(prefixLength + 1);
}
