namespace AgentTuning.Templates.Jinja;

/// <summary>An expression: gives a value in a scope.</summary>
delegate object? Expression(Frame frame);
