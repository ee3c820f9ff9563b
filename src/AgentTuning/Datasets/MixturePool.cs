namespace AgentTuning.Datasets;

/// <summary>What was read of one source.</summary>
sealed class MixturePool(MixtureSource source)
{
    public MixtureSource Source => source;

    /// <summary>Indices in the spool.</summary>
    public List<int> Records { get; } = [];

    public int Read { get; set; }

    public SortedDictionary<string, int> Dropped { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> CleanUp { get; set; } = new Dictionary<string, int>();

    public HashSet<int> Distinct { get; } = [];

    public int Drawn { get; set; }

    public long Turns { get; set; }

    public long SupervisedTurns { get; set; }

    public void Drop(string reason) => Dropped[reason] = Dropped.GetValueOrDefault(reason) + 1;
}
