namespace AgentTuning.Tokenization;

/// <summary>What a tokenizer's files say beyond the tokenizer itself.</summary>
public sealed record TokenizerSaveOptions
{
    /// <summary>The chat template in Jinja. Default: that of <see cref="Llama2ChatTemplate"/>; null writes none.</summary>
    public string? ChatTemplate { get; init; } = Llama2ChatTemplate.Jinja;

    /// <summary>The most tokens that the model reads, or null to leave it open. Default null.</summary>
    public int? ModelMaxLength { get; init; }

    /// <summary>True writes a merge as a pair (Hugging Face's tokenizers from 0.20 on), false as <c>"left right"</c>, which all versions read. Default false.</summary>
    public bool MergesAsPairs { get; init; }
}
