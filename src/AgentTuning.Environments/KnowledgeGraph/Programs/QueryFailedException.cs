namespace AgentTuning.Environments.KnowledgeGraph.Programs;

/// <summary>A query that cannot be run as the agent built it; the agent is told so.</summary>
sealed class QueryFailedException : Exception
{
    public QueryFailedException(string message)
        : base(message)
    {
    }

    public QueryFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
