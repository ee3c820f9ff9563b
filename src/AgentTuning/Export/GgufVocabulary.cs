using System.Collections.Immutable;
using AgentTuning.Gguf;

namespace AgentTuning.Export;

/// <summary>A vocabulary as llama.cpp reads it from a GGUF file.</summary>
public sealed record GgufVocabulary
{
    /// <summary><c>gpt2</c> for byte-level BPE, <c>llama</c> for SentencePiece.</summary>
    public required string Model { get; init; }

    /// <summary>llama.cpp's name for how text is cut before it is merged; <c>default</c> for SentencePiece.</summary>
    public required string Pre { get; init; }

    /// <summary>The token of each id.</summary>
    public required ImmutableArray<string> Tokens { get; init; }

    /// <summary>The kind of each id.</summary>
    public required ImmutableArray<GgufTokenType> Types { get; init; }

    /// <summary>SentencePiece only: the higher, the earlier a token is merged.</summary>
    public ImmutableArray<float> Scores { get; init; } = [];

    /// <summary>BPE only: pairs as <c>left right</c>, the earliest first.</summary>
    public ImmutableArray<string> Merges { get; init; } = [];

    /// <summary>The id that opens a text.</summary>
    public int? BeginningOfTextId { get; init; }

    /// <summary>The id that closes the model's turn.</summary>
    public int? EndOfTextId { get; init; }

    /// <summary>What text becomes that the vocabulary lacks.</summary>
    public int? UnknownId { get; init; }

    /// <summary>The id that fills batches.</summary>
    public int? PaddingId { get; init; }

    /// <summary>True where encoding puts <see cref="BeginningOfTextId"/> in front.</summary>
    public bool AddsBeginningOfText { get; init; }

    /// <summary>True where encoding puts <see cref="EndOfTextId"/> behind.</summary>
    public bool AddsEndOfText { get; init; }

    /// <summary>SentencePiece only: true where a space goes in front of a text.</summary>
    public bool AddsSpacePrefix { get; init; }

    /// <summary>BPE only: true where the source first composes characters (Unicode's NFC), which the file cannot say.</summary>
    public bool ComposesCharacters { get; init; }

    /// <summary>The same vocabulary with unused ids up to the size of a model's tables.</summary>
    /// <exception cref="InvalidDataException">It has more ids than that.</exception>
    public GgufVocabulary PadTo(int size)
    {
        if (Tokens.Length > size)
            throw new InvalidDataException($"The tokenizer has {Tokens.Length} ids, and the model's tables {size} rows. Do they belong together?");
        var missing = Enumerable.Range(Tokens.Length, size - Tokens.Length).ToList();
        return this with
        {
            Tokens = [.. Tokens, .. missing.Select(id => $"[PAD{id}]")],
            Types = [.. Types, .. missing.Select(_ => GgufTokenType.Unused)],
            Scores = Scores.IsEmpty ? [] : [.. Scores, .. missing.Select(_ => 0f)],
        };
    }

    /// <summary>Adds all of it to a file's metadata.</summary>
    /// <param name="metadata">Of the file.</param>
    /// <param name="stopIds">Ids that end a reply; the first that is not <see cref="EndOfTextId"/> becomes the end of a turn.</param>
    public void AddTo(GgufMetadata metadata, IReadOnlyList<int> stopIds)
    {
        metadata.Add("tokenizer.ggml.model", Model);
        metadata.Add("tokenizer.ggml.pre", Pre);
        metadata.Add("tokenizer.ggml.tokens", Tokens);
        if (!Scores.IsEmpty) metadata.Add("tokenizer.ggml.scores", Scores);
        metadata.Add("tokenizer.ggml.token_type", [.. Types.Select(type => (int)type)]);
        if (!Merges.IsEmpty) metadata.Add("tokenizer.ggml.merges", Merges);
        if (BeginningOfTextId is { } first) metadata.Add("tokenizer.ggml.bos_token_id", first);
        if (EndOfTextId is { } last) metadata.Add("tokenizer.ggml.eos_token_id", last);
        if (stopIds.Where(id => id != EndOfTextId).Select(id => (int?)id).FirstOrDefault() is { } turn) metadata.Add("tokenizer.ggml.eot_token_id", turn);
        if (UnknownId is { } unknown) metadata.Add("tokenizer.ggml.unknown_token_id", unknown);
        if (PaddingId is { } padding) metadata.Add("tokenizer.ggml.padding_token_id", padding);
        metadata.Add("tokenizer.ggml.add_bos_token", AddsBeginningOfText);
        metadata.Add("tokenizer.ggml.add_eos_token", AddsEndOfText);
        if (Model == "llama") metadata.Add("tokenizer.ggml.add_space_prefix", AddsSpacePrefix);
    }
}
