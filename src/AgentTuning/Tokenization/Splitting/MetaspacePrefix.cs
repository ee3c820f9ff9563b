namespace AgentTuning.Tokenization.Splitting;

/// <summary>Which pieces get the character for a space in front.</summary>
enum MetaspacePrefix
{
    /// <summary>All.</summary>
    Always,

    /// <summary>The one that the text begins with.</summary>
    First,

    /// <summary>None.</summary>
    Never,
}
