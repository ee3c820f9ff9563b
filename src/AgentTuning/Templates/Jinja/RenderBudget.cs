namespace AgentTuning.Templates.Jinja;

/// <summary>What one rendering may use: templates come from strangers.</summary>
sealed class RenderBudget(JinjaLimits limits, CancellationToken cancellationToken)
{
    const int CheckEvery = 4096;

    long _steps;
    long _characters;
    int _depth;

    /// <summary>Counts a step of work.</summary>
    public void Step(long count = 1)
    {
        _steps += count;
        if (_steps > limits.MaxSteps)
            throw new JinjaException($"The template takes more than {limits.MaxSteps} steps.");
        if (_steps % CheckEvery == 0)
            cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Counts characters before they are made.</summary>
    public void Characters(long count)
    {
        _characters += count;
        if (_characters > limits.MaxCharacters)
            throw new JinjaException($"The template makes more than {limits.MaxCharacters} characters.");
    }

    /// <summary>Goes into a macro or a loop's call.</summary>
    public void Enter()
    {
        if (++_depth > limits.MaxDepth)
            throw new JinjaException($"Macros call one another more than {limits.MaxDepth} deep.");
    }

    /// <summary>Comes back.</summary>
    public void Leave() => _depth--;
}
