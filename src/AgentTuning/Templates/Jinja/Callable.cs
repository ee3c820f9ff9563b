namespace AgentTuning.Templates.Jinja;

/// <summary>Something that can be called.</summary>
/// <param name="arguments">What it is given.</param>
/// <param name="budget">What the rendering may still use.</param>
delegate object? Callable(CallArguments arguments, RenderBudget budget);
