namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>What makes a generated house harder or easier. Probabilities lie between 0 and 1.</summary>
/// <remarks>A house is the same for the same name, task type and options.</remarks>
public sealed record HouseOptions
{
    /// <summary>The sentences of the game. They change nothing of the house.</summary>
    public HouseTexts Texts { get; init; }

    /// <summary>The kind of room; null draws one that suits the task.</summary>
    public RoomKind? Room { get; init; }

    /// <summary>How likely there are more objects of the wanted class than the task needs. Default 0.5.</summary>
    public double MoreTargets { get; init => field = Probability(value, nameof(MoreTargets)); } = 0.5;

    /// <summary>How likely an object with a similar name is near, such as a pen where a pencil is wanted. Default 0.7.</summary>
    public double NearNames { get; init => field = Probability(value, nameof(NearNames)); } = 0.7;

    /// <summary>How likely, where two objects are wanted in one place, one of them is there from the start. Default 0.15.</summary>
    public double PlacedTargets { get; init => field = Probability(value, nameof(PlacedTargets)); } = 0.15;

    /// <summary>How likely the wanted objects are behind doors where they could be. Default 0.1; else they lie where such objects usually do.</summary>
    public double HiddenTargets { get; init => field = Probability(value, nameof(HiddenTargets)); } = 0.1;

    /// <summary>How likely nothing that is wanted lies where a lamp stands, where a lamp is needed. Default 0.6.</summary>
    public double LampsApart { get; init => field = Probability(value, nameof(LampsApart)); } = 0.6;

    /// <summary>How likely there are several receptacles of the wanted class, where a room has such. Default 0: as it comes.</summary>
    public double MorePlaces { get; init => field = Probability(value, nameof(MorePlaces)); }

    /// <summary>How likely a receptacle that can have a door has one; null takes the table's habits of rooms.</summary>
    public double? Doors { get; init => field = value is { } chance ? Probability(chance, nameof(Doors)) : null; }

    /// <summary>How likely a receptacle stands at the place of another one, so that <c>go to</c> from one to the other is refused. Default 0.1.</summary>
    public double SharedPlaces { get; init => field = Probability(value, nameof(SharedPlaces)); } = 0.1;

    /// <summary>How likely an object lies on two receptacles at once where these share a place, as in real scenes. Default 0.03.</summary>
    public double DoubledObjects { get; init => field = Probability(value, nameof(DoubledObjects)); } = 0.03;

    /// <summary>How many more receptacles there are than usual, as a factor from 0.5 to 3. Default 1.</summary>
    public double Size { get; init => field = Factor(value, nameof(Size)); } = 1;

    /// <summary>How many more objects there are than usual, as a factor from 0.5 to 3. Default 1.</summary>
    public double Clutter { get; init => field = Factor(value, nameof(Clutter)); } = 1;

    /// <summary>The fewest commands of the shortest solution. Default 0: any.</summary>
    public int LeastPlan { get; init { ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(LeastPlan)); field = value; } }

    /// <summary>The most commands of the shortest solution. Default: any.</summary>
    public int MostPlan { get; init { ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(MostPlan)); field = value; } } = int.MaxValue;

    /// <summary>Whether the length of the shortest solution matters.</summary>
    internal bool BoundsPlan => this is not { LeastPlan: 0, MostPlan: int.MaxValue };

    static double Probability(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "A probability lies between 0 and 1.");

    static double Factor(double value, string name) =>
        value is >= 0.5 and <= 3 ? value : throw new ArgumentOutOfRangeException(name, value, "The factor lies between 0.5 and 3.");
}
