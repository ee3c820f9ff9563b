namespace AgentTuning.Templates.Jinja;

/// <summary>A statement: writes, or changes its scope.</summary>
delegate Flow Statement(Frame frame, TraceBuilder output);
