namespace AgentTuning.Llama.Generation;

/// <summary>The weights of one decoder layer.</summary>
sealed unsafe class DecoderLayerWeights
{
    /// <summary>(hidden)</summary>
    public required float* AttentionNorm { get; init; }

    /// <summary>(query, key and value heads · head size, hidden)</summary>
    public required PackedMatrix QueryKeyValue { get; init; }

    /// <summary>(hidden, query heads · head size)</summary>
    public required PackedMatrix Output { get; init; }

    /// <summary>(hidden)</summary>
    public required float* FeedForwardNorm { get; init; }

    /// <summary>(intermediate, hidden)</summary>
    public required PackedMatrix Gate { get; init; }

    /// <summary>(intermediate, hidden)</summary>
    public required PackedMatrix Up { get; init; }

    /// <summary>(hidden, intermediate)</summary>
    public required PackedMatrix Down { get; init; }

    /// <summary>(query, key and value heads · head size); null where the family has none, as with all that follow.</summary>
    public float* QueryKeyValueBias { get; init; }

    /// <summary>(hidden)</summary>
    public float* OutputBias { get; init; }

    /// <summary>(head size)</summary>
    public float* QueryNorm { get; init; }

    /// <summary>(head size)</summary>
    public float* KeyNorm { get; init; }

    /// <summary>(intermediate)</summary>
    public float* GateBias { get; init; }

    /// <summary>(intermediate)</summary>
    public float* UpBias { get; init; }

    /// <summary>(hidden)</summary>
    public float* DownBias { get; init; }
}
