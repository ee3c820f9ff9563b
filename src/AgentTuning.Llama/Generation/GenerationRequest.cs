using System.Collections.Immutable;

namespace AgentTuning.Llama.Generation;

/// <summary>A prompt and how to go on from it.</summary>
public sealed record GenerationRequest
{
    /// <summary>The ids of the prompt, at least one.</summary>
    public required ImmutableArray<int> PromptIds { get; init; }

    /// <summary>The most tokens to generate, at least 1; null for as many as the context has room for.</summary>
    public int? MaxNewTokens
    {
        get;
        init
        {
            if (value is { } count)
                ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(MaxNewTokens));
            field = value;
        }
    }

    /// <summary>0 always takes the likeliest token; 1 draws from the model's distribution; default 0.</summary>
    public double Temperature
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Temperature));
            if (!double.IsFinite(value))
                throw new ArgumentOutOfRangeException(nameof(Temperature), value, "The temperature is a number from 0 on.");
            field = value;
        }
    }

    /// <summary>Draws only among the likeliest tokens that together have this probability, above 0 to 1; default 1.</summary>
    public double TopP
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(TopP));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1, nameof(TopP));
            field = value;
        }
    } = 1;

    /// <summary>Seeds the draws; default 0.</summary>
    public int Seed { get; init; }

    /// <summary>The ids that end the generation; the one that did is not part of the result.</summary>
    public ImmutableArray<int> StopIds { get; init; } = [];
}
