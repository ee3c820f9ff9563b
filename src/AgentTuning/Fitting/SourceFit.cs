using System.Collections.Immutable;

namespace AgentTuning.Fitting;

/// <summary>What became of the examples of one source.</summary>
public sealed record SourceFit
{
    /// <summary>The source.</summary>
    public required string Source { get; init; }

    /// <summary>Examples read.</summary>
    public int Examples { get; init; }

    /// <summary>Examples to train on; a split one counts once for each part.</summary>
    public int KeptExamples { get; init; }

    /// <summary>Examples left out because they are too long.</summary>
    public int DroppedTooLong { get; init; }

    /// <summary>Examples that were cut into parts.</summary>
    public int Split { get; init; }

    /// <summary>Examples whose end was cut off.</summary>
    public int Truncated { get; init; }

    /// <summary>Conversations that became several examples because the template shows their earlier replies otherwise than they were generated.</summary>
    public int Branched { get; init; }

    /// <summary>Tokens of the examples read.</summary>
    public long Tokens { get; init; }

    /// <summary>Tokens to train on; turns that several parts begin with count in each.</summary>
    public long KeptTokens { get; init; }

    /// <summary>Tokens with loss of the examples read.</summary>
    public long SupervisedTokens { get; init; }

    /// <summary>Tokens with loss to train on.</summary>
    public long KeptSupervisedTokens { get; init; }

    /// <summary>Examples left out because they have no token with loss, by reason.</summary>
    public ImmutableSortedDictionary<string, int> WithoutLoss { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>True where anything was left out or changed.</summary>
    public bool HasLosses => DroppedTooLong > 0 || Split > 0 || Truncated > 0 || !WithoutLoss.IsEmpty;

    /// <summary>Both together, under a name.</summary>
    public SourceFit Plus(SourceFit other, string name) => new()
    {
        Source = name,
        Examples = Examples + other.Examples,
        KeptExamples = KeptExamples + other.KeptExamples,
        DroppedTooLong = DroppedTooLong + other.DroppedTooLong,
        Split = Split + other.Split,
        Truncated = Truncated + other.Truncated,
        Branched = Branched + other.Branched,
        Tokens = Tokens + other.Tokens,
        KeptTokens = KeptTokens + other.KeptTokens,
        SupervisedTokens = SupervisedTokens + other.SupervisedTokens,
        KeptSupervisedTokens = KeptSupervisedTokens + other.KeptSupervisedTokens,
        WithoutLoss = other.WithoutLoss.Aggregate(
            WithoutLoss, (reasons, reason) => reasons.SetItem(reason.Key, reasons.GetValueOrDefault(reason.Key) + reason.Value)),
    };
}
