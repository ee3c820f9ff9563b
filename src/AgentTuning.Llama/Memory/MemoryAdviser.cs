using System.Globalization;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;

namespace AgentTuning.Llama.Memory;

/// <summary>Finds what would make a run take less memory, and how much it would take then.</summary>
public static class MemoryAdviser
{
    const int LoraRank = 16;

    static readonly int[] Strides = [1, 2, 4, 8, 16];

    /// <summary>Each change by itself, the most effective first, and all that go together as the last.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="options">How it would be trained.</param>
    /// <param name="plan">What is planned; null for packs as large as they can be.</param>
    public static IReadOnlyList<MemoryAdvice> For(LlamaConfig config, TrainingOptions options, TrainingPlan? plan)
    {
        var packs = plan?.Largest.Shards ?? MemoryPlan.FullPacks(config, options);
        var now = Bytes(options);
        var changes = Changes(config, options, Bytes).Select(change => (change.Text, change.Options, Bytes: Bytes(change.Options))).Where(change => change.Bytes < now);
        var singles = changes.OrderBy(change => change.Bytes).ToList();
        var advice = singles.Select(change => new MemoryAdvice(change.Text, change.Bytes)).ToList();
        if (options.Lora is null) advice.Add(new(Text($"--lora-rank {LoraRank}"), Bytes(WithLora(options))));
        advice.Sort((one, other) => one.Bytes.CompareTo(other.Bytes));
        if (Together(config, options, Bytes) is { } all && all.Bytes < advice.Select(change => change.Bytes).FirstOrDefault(now)) advice.Add(all);
        return advice;

        long Bytes(TrainingOptions changed) => MemoryPlan.Create(config, changed, Resized(packs, options, changed)).Bytes;
    }

    static IEnumerable<(string Text, TrainingOptions Options)> Changes(LlamaConfig config, TrainingOptions options, Func<TrainingOptions, long> bytes)
    {
        if (options.Shards > 1) yield return Shards(options);
        yield return Checkpointing(config, options, bytes);
        if (!options.Pass.IsNarrow) yield return ("--precision bf16", options with { Pass = options.Pass with { Precision = ComputePrecision.BF16 } });
        if (options.Pass.RowsPerPack > 1) yield return Rows(options, options.Pass.RowsPerPack / 2);
        if (Length(config, options) > 256) yield return MaxLength(options, Length(config, options) / 2);
    }

    static MemoryAdvice? Together(LlamaConfig config, TrainingOptions options, Func<TrainingOptions, long> bytes)
    {
        var (texts, all) = (new List<string>(), options);
        if (options.Shards > 1) Take(Shards(all));
        Take(Checkpointing(config, all, bytes));
        if (!all.Pass.IsNarrow && bytes(all with { Pass = all.Pass with { Precision = ComputePrecision.BF16 } }) < bytes(all))
            Take(("--precision bf16", all with { Pass = all.Pass with { Precision = ComputePrecision.BF16 } }));
        return texts.Count < 2 ? null : new(string.Join(' ', texts), bytes(all));

        void Take((string Text, TrainingOptions Options) change)
        {
            texts.Add(change.Text);
            all = change.Options;
        }
    }

    static (string, TrainingOptions) Shards(TrainingOptions options)
    {
        var threads = options.Shards * options.Pass.Threads;
        return (Text($"--shards 1 --threads {threads}"), options with { Shards = 1, Pass = options.Pass with { Threads = threads } });
    }

    static (string, TrainingOptions) Checkpointing(LlamaConfig config, TrainingOptions options, Func<TrainingOptions, long> bytes)
    {
        var best = Strides.Where(stride => stride <= config.LayerCount)
            .Select(stride => options with { Pass = options.Pass with { CheckpointEvery = stride } })
            .MinBy(bytes)!;
        return (Text($"--checkpoint-activations {best.Pass.CheckpointEvery}"), best);
    }

    static (string, TrainingOptions) Rows(TrainingOptions options, int rows) =>
        (Text($"--rows-per-pack {rows}"), options with { Pass = options.Pass with { RowsPerPack = rows } });

    static (string, TrainingOptions) MaxLength(TrainingOptions options, int length) =>
        (Text($"--max-length {length}"), options with { MaxLength = length });

    static TrainingOptions WithLora(TrainingOptions options) => options with { Lora = new() { Rank = LoraRank }, Optimizer = OptimizerKind.AdamW };

    static int Length(LlamaConfig config, TrainingOptions options) => Math.Min(options.MaxLength ?? int.MaxValue, config.MaxPositions);

    // What a pack shrinks to: never below its longest document, which never exceeds the limit.
    static List<PackSize> Resized(IReadOnlyList<PackSize> packs, TrainingOptions options, TrainingOptions changed)
    {
        var limit = changed.MaxLength - 1 ?? int.MaxValue;
        var rowLimit = changed.Pass.RowsPerPack < options.Pass.RowsPerPack || changed.MaxLength != options.MaxLength ? changed.Pass.RowsPerPack : int.MaxValue;
        return [.. packs.Take(changed.Shards).Select(pack =>
        {
            var context = Math.Min(pack.LongestContext, limit);
            var rows = Math.Min(pack.Rows, Math.Max(rowLimit, context));
            return new PackSize(rows, Math.Min(pack.Kept, rows), context);
        })];
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
