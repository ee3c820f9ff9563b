namespace AgentTuning.Llama.Models;

/// <summary>The shape of a decoder of the Llama kind, as a Hugging Face <c>config.json</c> describes it.</summary>
/// <remarks>Source: Touvron et al. 2023, Llama 2, https://arxiv.org/abs/2307.09288; deviations of other families at each property.</remarks>
public sealed record LlamaConfig
{
    /// <summary>Whose names and defaults the configuration follows (<c>model_type</c>). What is computed follows from the other properties.</summary>
    public ModelFamily Family { get; init; }

    /// <summary>The width of the residual stream (<c>hidden_size</c>).</summary>
    public required int HiddenSize { get; init { field = Checked(value, 1 << 16, nameof(HiddenSize)); } }

    /// <summary>The width inside the feed-forward block (<c>intermediate_size</c>).</summary>
    public required int IntermediateSize { get; init { field = Checked(value, 1 << 20, nameof(IntermediateSize)); } }

    /// <summary>The number of decoder layers (<c>num_hidden_layers</c>).</summary>
    public required int LayerCount { get; init { field = Checked(value, 1 << 12, nameof(LayerCount)); } }

    /// <summary>The number of query heads (<c>num_attention_heads</c>).</summary>
    public required int HeadCount { get; init { field = Checked(value, 1 << 12, nameof(HeadCount)); } }

    /// <summary>The number of key and value heads (<c>num_key_value_heads</c>); divides the number of query heads.</summary>
    public required int KeyValueHeadCount { get; init { field = Checked(value, 1 << 12, nameof(KeyValueHeadCount)); } }

    /// <summary>The number of token ids (<c>vocab_size</c>).</summary>
    public required int VocabularySize { get; init { field = Checked(value, 1 << 24, nameof(VocabularySize)); } }

    /// <summary>The longest context in tokens (<c>max_position_embeddings</c>).</summary>
    public int MaxPositions { get; init { field = Checked(value, 1 << 22, nameof(MaxPositions)); } } = 4096;

    /// <summary>Added to the mean square in RMSNorm (<c>rms_norm_eps</c>).</summary>
    public double NormEpsilon { get; init { ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, 0, nameof(NormEpsilon)); field = value; } } = 1e-5;

    /// <summary>The base of the rotary frequencies (<c>rope_theta</c>).</summary>
    public double RopeTheta { get; init { ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, 0, nameof(RopeTheta)); field = value; } } = 10_000;

    /// <summary>How rotary frequencies are changed for long contexts (<c>rope_scaling</c>); null leaves them.</summary>
    public RopeScaling? RopeScaling { get; init; }

    /// <summary>The width of one head (<c>head_dim</c>), even; by default the hidden size over the query heads.</summary>
    public int HeadSize { get => field > 0 ? field : HiddenSize / HeadCount; init { field = Checked(value, 1 << 14, nameof(HeadSize)); } }

    /// <summary>True if query, key and value projections have biases (Qwen 2; <c>attention_bias</c> elsewhere).</summary>
    public bool HasQueryKeyValueBias { get; init; }

    /// <summary>True if the projection after attention has a bias (<c>attention_bias</c> of Llama and Qwen 3).</summary>
    public bool HasOutputBias { get; init; }

    /// <summary>True if the feed-forward projections have biases (<c>mlp_bias</c>).</summary>
    public bool HasFeedForwardBias { get; init; }

    /// <summary>True if each head of queries and keys is normalized before it is turned (Qwen 3).</summary>
    public bool HasQueryKeyNorm { get; init; }

    /// <summary>How many positions a position sees, itself included, in windowed layers (<c>sliding_window</c>); null is all before it.</summary>
    public int? SlidingWindow { get; init { if (value is { } window) Checked(window, 1 << 24, nameof(SlidingWindow)); field = value; } }

    /// <summary>The first layer with the window, those before it seeing everything (<c>max_window_layers</c> of Qwen); from 0.</summary>
    public int FirstWindowedLayer { get; init { ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(FirstWindowedLayer)); field = value; } }

    /// <summary>True if the output head is the embedding table (<c>tie_word_embeddings</c>).</summary>
    public bool HasTiedHead { get; init; }

    /// <summary>The id that opens a text (<c>bos_token_id</c>).</summary>
    public int BeginningOfTextId { get; init; } = 1;

    /// <summary>The id that closes the model's turn (<c>eos_token_id</c>, the first of several).</summary>
    public int EndOfTextId { get; init; } = 2;

    /// <summary>Further ids at which generation stops (the rest of an <c>eos_token_id</c> that lists several).</summary>
    public IReadOnlyList<int> OtherEndOfTextIds { get; init; } = [];

    /// <summary>The number type in which weights lie on disk (<c>torch_dtype</c>).</summary>
    public WeightType WeightType { get; init; } = WeightType.F32;

    /// <summary>The width of all query heads together: what attention gives to its output projection.</summary>
    public int AttentionWidth => HeadCount * HeadSize;

    /// <summary>The width of queries, keys and values together.</summary>
    public int QueryKeyValueWidth => (HeadCount + 2 * KeyValueHeadCount) * HeadSize;

    /// <summary>The number of weights.</summary>
    public long ParameterCount
    {
        get
        {
            var matrices = (long)HiddenSize * (QueryKeyValueWidth + AttentionWidth) + 3L * HiddenSize * IntermediateSize;
            var biases = (HasQueryKeyValueBias ? QueryKeyValueWidth : 0) + (HasOutputBias ? HiddenSize : 0)
                + (HasFeedForwardBias ? 2L * IntermediateSize + HiddenSize : 0);
            var norms = 2L * HiddenSize + (HasQueryKeyNorm ? 2L * HeadSize : 0);
            var layer = matrices + biases + norms;
            var tables = (HasTiedHead ? 1L : 2L) * VocabularySize * HiddenSize;
            return tables + LayerCount * layer + HiddenSize;
        }
    }

    /// <summary>How many positions a position of a layer sees, itself included; null is all before it.</summary>
    /// <param name="layer">From 0.</param>
    public int? WindowOf(int layer) => layer >= FirstWindowedLayer ? SlidingWindow : null;

    /// <summary>Checks what no single property can.</summary>
    /// <exception cref="ArgumentException">Head counts do not divide, or a head has an odd width.</exception>
    public void Validate()
    {
        if (HeadSize == HiddenSize / HeadCount && HiddenSize % (2 * HeadCount) != 0)
            throw new ArgumentException(
                $"HiddenSize is {HiddenSize} with {HeadCount} heads, expected a multiple of {2 * HeadCount}: rotary positions need an even head width.");
        if ((long)MaxPositions * HeadSize > 1L << 30)
            throw new ArgumentException($"MaxPositions is {MaxPositions} with heads of {HeadSize}, expected a product of at most {1L << 30}: a table holds both.");
        if (HeadSize % 2 != 0)
            throw new ArgumentException($"HeadSize is {HeadSize}, expected an even number: rotary positions turn pairs.");
        if (RopeScaling is { Kind: RopeScalingKind.Llama3 } llama3 && llama3.HighFrequencyFactor <= llama3.LowFrequencyFactor)
            throw new ArgumentException(
                $"The rope scaling's high_freq_factor is {llama3.HighFrequencyFactor}, expected more than its low_freq_factor of {llama3.LowFrequencyFactor}.");
        foreach (var id in OtherEndOfTextIds)
        {
            if (id < 0 || id >= VocabularySize)
                throw new ArgumentException($"OtherEndOfTextIds has {id}, expected ids below the vocabulary size of {VocabularySize}.");
        }
        if (HeadCount % KeyValueHeadCount != 0)
            throw new ArgumentException($"KeyValueHeadCount is {KeyValueHeadCount}, expected a divisor of the {HeadCount} query heads.");
        if (BeginningOfTextId < 0 || BeginningOfTextId >= VocabularySize || EndOfTextId < 0 || EndOfTextId >= VocabularySize)
            throw new ArgumentException(
                $"BeginningOfTextId is {BeginningOfTextId} and EndOfTextId {EndOfTextId}, expected ids below the vocabulary size of {VocabularySize}.");
    }

    // The upper limits keep products within 64 bits and stop a damaged file from asking for absurd tables.
    static int Checked(int value, int limit, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, limit, name);
        return value;
    }
}
