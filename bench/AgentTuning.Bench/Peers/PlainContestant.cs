using System.Collections.Immutable;
using AgentTuning.Bench.Training;
using AgentTuning.Tokenization;
using static TorchSharp.torch;

namespace AgentTuning.Bench.Peers;

/// <summary>The plain loop in TorchSharp: modules, automatic differentiation, libtorch's AdamW.</summary>
/// <remarks>Several contestants may share one model and its optimizer; each does whole steps.</remarks>
sealed class PlainContestant(string name, PlainOptions options, PlainTrainee trainee) : IContestant
{
    const double ClipNorm = 1;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Task<StepOutcome> StepAsync(ImmutableArray<TokenizedExample> examples, bool isUpdated)
    {
        set_num_threads(options.Threads);
        var start = options.Clock.Now;
        var supervised = examples.Sum(example => example.Mask.Count(hasLoss => hasLoss));
        var loss = 0.0;
        foreach (var batch in Batches(examples))
        {
            using var scope = NewDisposeScope();
            var sum = options.PackedTokens > 0 ? PackedLoss(batch) : PaddedLoss(batch);
            (sum / supervised).backward();
            loss += sum.item<float>();
        }
        if (isUpdated)
        {
            nn.utils.clip_grad_norm_(trainee.Model.parameters(), ClipNorm);
            trainee.Update(options.HasFusedOptimizer);
        }
        trainee.Model.zero_grad();
        var seconds = options.Clock.Now - start;
        FreedMemory.GiveBack();
        return Task.FromResult(new StepOutcome(loss / supervised, seconds, StepFlops.OfDocuments(trainee.Weights, examples)));
    }

    /// <summary>Nothing: the model belongs to its maker.</summary>
    public void Dispose()
    {
    }

    IEnumerable<TokenizedExample[]> Batches(IEnumerable<TokenizedExample> examples)
    {
        if (options.PackedTokens == 0)
            return (options.IsSorted ? examples.OrderByDescending(example => example.Length) : examples).Chunk(options.Batch);
        return Packs(examples);
    }

    IEnumerable<TokenizedExample[]> Packs(IEnumerable<TokenizedExample> examples)
    {
        var pack = new List<TokenizedExample>();
        foreach (var example in examples)
        {
            if (pack.Count > 0 && pack.Sum(other => other.Length) + example.Length > options.PackedTokens)
            {
                yield return [.. pack];
                pack.Clear();
            }
            pack.Add(example);
        }
        yield return [.. pack];
    }

    Tensor PaddedLoss(TokenizedExample[] batch)
    {
        var length = batch.Max(example => example.Length);
        var ids = new long[batch.Length * length];
        var labels = new long[batch.Length * length];
        Array.Fill(labels, PlainTrainee.Ignored);
        for (var row = 0; row < batch.Length; row++) Fill(batch[row], ids, labels, row * length);
        var hidden = trainee.Model.Hidden(tensor(ids, [batch.Length, length]), arange(length), documents: null); // (B, T, D)
        return PlainTrainee.Loss(trainee.Model.Logits(hidden).narrow(1, 0, length - 1), tensor(labels, [batch.Length, length]).narrow(1, 1, length - 1));
    }

    Tensor PackedLoss(TokenizedExample[] pack)
    {
        var length = pack.Sum(example => example.Length);
        var (ids, labels, positions) = (new long[length], new long[length], new long[length]);
        Array.Fill(labels, PlainTrainee.Ignored);
        var at = 0;
        foreach (var example in pack)
        {
            Fill(example, ids, labels, at);
            for (var i = 0; i < example.Length; i++) positions[at + i] = i;
            at += example.Length;
        }
        // The token after a position is its label; a document's first token never has loss, so none is predicted by another document.
        long[] next = [.. labels.Skip(1), PlainTrainee.Ignored];
        var hidden = trainee.Model.Hidden(tensor(ids, [1, length]), tensor(positions), [.. pack.Select(example => (long)example.Length)]); // (1, N, D)
        if (!options.HasFewLogits) return PlainTrainee.Loss(trainee.Model.Logits(hidden), tensor(next, [1, length]));
        long[] kept = [.. Enumerable.Range(0, length).Where(i => next[i] != PlainTrainee.Ignored)];
        return PlainTrainee.Loss(trainee.Model.Logits(hidden.index_select(1, tensor(kept))), tensor(kept.Select(i => next[i]).ToArray(), [1, kept.Length]));
    }

    static void Fill(TokenizedExample example, long[] ids, long[] labels, int start)
    {
        for (var i = 0; i < example.Length; i++)
        {
            ids[start + i] = example.TokenIds[i];
            if (example.Mask[i]) labels[start + i] = example.TokenIds[i];
        }
    }
}
