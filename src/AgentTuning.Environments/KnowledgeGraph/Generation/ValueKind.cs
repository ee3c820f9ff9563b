namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>What the values of an attribute are.</summary>
enum ValueKind
{
    /// <summary>A day, as xsd:date.</summary>
    Date,

    /// <summary>A year, as xsd:gYear.</summary>
    Year,

    /// <summary>A small whole number, as xsd:integer.</summary>
    Int,

    /// <summary>A whole number over some orders of magnitude, as xsd:integer.</summary>
    Count,

    /// <summary>A length in metres with two decimals, as xsd:double.</summary>
    Metres,

    /// <summary>An amount with two decimals, as xsd:double.</summary>
    Price,
}
