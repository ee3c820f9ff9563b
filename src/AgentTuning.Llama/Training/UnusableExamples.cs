namespace AgentTuning.Llama.Training;

/// <summary>What becomes of examples from which nothing can be learned, or that do not fit the context.</summary>
public enum UnusableExamples
{
    /// <summary>The run ends before its first step and names them.</summary>
    Refuse,

    /// <summary>They are left out and counted in the summary.</summary>
    Drop,
}
