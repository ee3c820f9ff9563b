namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>What building is doing; the stages follow one another.</summary>
public enum KnowledgeBuildStage
{
    /// <summary>Reading the input and sorting it in pieces.</summary>
    Reading,

    /// <summary>Merging the terms of all pieces.</summary>
    MergingTerms,

    /// <summary>Giving the statements the numbers of the merged terms.</summary>
    Numbering,

    /// <summary>Merging the statements of all pieces.</summary>
    MergingStatements,

    /// <summary>Writing the file.</summary>
    Writing,
}
