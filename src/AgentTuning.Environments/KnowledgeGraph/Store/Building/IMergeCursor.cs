namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>Walks over a sorted sequence that is merged with others.</summary>
interface IMergeCursor<TSelf>
    where TSelf : class, IMergeCursor<TSelf>
{
    /// <summary>Goes to the first or next value; false at the end.</summary>
    bool MoveNext();

    /// <summary>True where the value here comes before that of another.</summary>
    bool IsBefore(TSelf other);
}
