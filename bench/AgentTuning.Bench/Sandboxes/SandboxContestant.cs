using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Bench.Sandboxes;

/// <summary>One way to make sandboxes, and what was measured of it.</summary>
/// <param name="Name">For people.</param>
/// <param name="Create">Makes the provider; each batch has one of its own.</param>
sealed record SandboxContestant(string Name, Func<ISandboxProvider> Create)
{
    /// <summary>Episodes per second one after the other, a figure for each round.</summary>
    public List<double> Alone { get; } = [];

    /// <summary>Episodes per second with several at once, a figure for each round.</summary>
    public List<double> Together { get; } = [];

    /// <summary>Proportional memory of a live sandbox in bytes, and its processes.</summary>
    public (double Bytes, double Processes) Live { get; set; }
}
