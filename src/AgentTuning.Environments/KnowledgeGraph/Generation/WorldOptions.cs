namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>How large a generated world is.</summary>
public sealed record WorldOptions
{
    /// <summary>People, from 60 on; everything else grows with them. Default 400: about 15,000 statements, built in a fraction of a second.</summary>
    public int People
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 60, nameof(People));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100_000, nameof(People));
            field = value;
        }
    } = 400;
}
