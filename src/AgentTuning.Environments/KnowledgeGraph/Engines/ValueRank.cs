namespace AgentTuning.Environments.KnowledgeGraph.Engines;

/// <summary>The kinds of values, ascending as Virtuoso 7.2.5 sorts them.</summary>
enum ValueRank
{
    /// <summary>A name for a thing.</summary>
    Name,

    /// <summary>A text without a language.</summary>
    Text,

    /// <summary>A text with a language.</summary>
    TaggedText,

    /// <summary>A number of any type.</summary>
    Number,

    /// <summary>A date, a year or a point in time.</summary>
    Time,
}
