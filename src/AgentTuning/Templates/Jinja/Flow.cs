namespace AgentTuning.Templates.Jinja;

/// <summary>How a statement ends.</summary>
enum Flow
{
    Next,
    Break,
    Continue,
}
