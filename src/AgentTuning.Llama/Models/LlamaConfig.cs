namespace AgentTuning.Llama.Models;

/// <summary>The shape of a Llama decoder, as a Hugging Face <c>config.json</c> describes it.</summary>
/// <remarks>Source: Touvron et al. 2023, Llama 2, https://arxiv.org/abs/2307.09288.</remarks>
public sealed record LlamaConfig
{
    /// <summary>The width of the residual stream (<c>hidden_size</c>); a multiple of twice the head count.</summary>
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

    /// <summary>True if the output head is the embedding table (<c>tie_word_embeddings</c>).</summary>
    public bool HasTiedHead { get; init; }

    /// <summary>The id that opens a text (<c>bos_token_id</c>).</summary>
    public int BeginningOfTextId { get; init; } = 1;

    /// <summary>The id that closes the model's turn (<c>eos_token_id</c>).</summary>
    public int EndOfTextId { get; init; } = 2;

    /// <summary>The number type in which weights lie on disk (<c>torch_dtype</c>).</summary>
    public WeightType WeightType { get; init; } = WeightType.F32;

    /// <summary>The width of one head.</summary>
    public int HeadSize => HiddenSize / HeadCount;

    /// <summary>The number of weights.</summary>
    public long ParameterCount
    {
        get
        {
            var attention = 2L * HiddenSize * HiddenSize + 2L * HiddenSize * KeyValueHeadCount * HeadSize;
            var layer = attention + 3L * HiddenSize * IntermediateSize + 2L * HiddenSize;
            var tables = (HasTiedHead ? 1L : 2L) * VocabularySize * HiddenSize;
            return tables + LayerCount * layer + HiddenSize;
        }
    }

    /// <summary>Checks what no single property can.</summary>
    /// <exception cref="ArgumentException">Head counts do not divide, or a head has an odd width.</exception>
    public void Validate()
    {
        if (HiddenSize % (2 * HeadCount) != 0)
            throw new ArgumentException(
                $"HiddenSize is {HiddenSize} with {HeadCount} heads, expected a multiple of {2 * HeadCount}: rotary positions need an even head width.");
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
