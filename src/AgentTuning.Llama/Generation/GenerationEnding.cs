namespace AgentTuning.Llama.Generation;

/// <summary>Why generation ended.</summary>
public enum GenerationEnding
{
    /// <summary>The model gave a stop id.</summary>
    Stop,

    /// <summary>As many tokens as asked for, or as the context has room for.</summary>
    Length,
}
