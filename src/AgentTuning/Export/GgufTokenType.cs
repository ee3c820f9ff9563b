namespace AgentTuning.Export;

/// <summary>What kind of token an id of a GGUF vocabulary is; the values are those of the format.</summary>
public enum GgufTokenType
{
    /// <summary>A piece of ordinary text.</summary>
    Normal = 1,

    /// <summary>What text becomes that the vocabulary lacks.</summary>
    Unknown = 2,

    /// <summary>Written by templates only, and left out when shown.</summary>
    Control = 3,

    /// <summary>Found in any text before it is cut into pieces.</summary>
    UserDefined = 4,

    /// <summary>An id without a token: the padding of a larger output layer.</summary>
    Unused = 5,

    /// <summary>One byte, for text that the vocabulary lacks.</summary>
    Byte = 6,
}
