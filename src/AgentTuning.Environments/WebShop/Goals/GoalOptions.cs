namespace AgentTuning.Environments.WebShop.Goals;

/// <summary>Which goals are made, and from which draws.</summary>
public sealed record GoalOptions
{
    /// <summary>The seed that the original shuffles goals with.</summary>
    public const int ShuffleSeed = 233;

    /// <summary>Who wrote them. Default people.</summary>
    public GoalKind Kind { get; init; }

    /// <summary>Seeds the draws of prices within ranges, which the original leaves to chance. Default 233.</summary>
    public int PriceSeed { get; init; } = ShuffleSeed;

    /// <summary>Seeds the draws of price bounds, which the original leaves to chance. Default 233, as AgentGym has it.</summary>
    public int BoundSeed { get; init; } = ShuffleSeed;

    /// <summary>Keeps some of the shuffled goals, by place and goal; null keeps all.</summary>
    public Func<int, Goal, bool>? Filter { get; init; }

    /// <summary>The most goals, drawn by weight without repetition; null keeps all.</summary>
    public int? Limit
    {
        get;
        init
        {
            if (value is { } limit)
                ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(Limit));
            field = value;
        }
    }
}
