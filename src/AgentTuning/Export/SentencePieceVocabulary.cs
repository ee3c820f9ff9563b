using AgentTuning.Tokenization;
using AgentTuning.Tokenization.SentencePiece;

namespace AgentTuning.Export;

/// <summary>Makes a GGUF vocabulary of a <c>tokenizer.model</c> and of tokens that were added to it.</summary>
static class SentencePieceVocabulary
{
    const float AddedScore = -1000;

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="path">The <c>tokenizer.model</c>.</param>
    /// <param name="added">Tokens behind or in place of its pieces.</param>
    /// <param name="config">The content of <c>tokenizer_config.json</c>, an empty object where there is none.</param>
    /// <exception cref="InvalidDataException">It is damaged, or a unigram model, which llama.cpp's Llama does not have.</exception>
    public static GgufVocabulary Read(string path, IReadOnlyList<AddedToken> added, TokenizerJsonValue config)
    {
        var file = SentencePieceFile.Read(path);
        if (!file.IsBpe) throw new InvalidDataException($"{path} is a unigram model, expected BPE as Llama's and Mistral's. Export it with --format hf.");
        var size = Math.Max(file.Pieces.Length, added.Count == 0 ? 0 : 1 + added.Max(token => token.Id));
        if (size > 2 * (file.Pieces.Length + added.Count) + 1024) throw new InvalidDataException($"{path}: added tokens have ids up to {size - 1}, expected ids without wide gaps.");
        var tokens = Enumerable.Range(0, size).Select(id => id < file.Pieces.Length ? file.Pieces[id].Text : $"[PAD{id}]").ToArray();
        var types = Enumerable.Range(0, size).Select(id => id < file.Pieces.Length ? (GgufTokenType)file.Pieces[id].Kind : GgufTokenType.Unused).ToArray();
        var scores = Enumerable.Range(0, size).Select(id => id < file.Pieces.Length ? file.Pieces[id].Score : AddedScore).ToArray();
        foreach (var token in added)
        {
            if (token.Id < file.Pieces.Length && types[token.Id] != GgufTokenType.Normal) continue; // <s> and the like are what the model says
            (tokens[token.Id], types[token.Id], scores[token.Id]) = (token.Content, token.IsSpecial ? GgufTokenType.Control : GgufTokenType.UserDefined, AddedScore);
        }
        return new()
        {
            Model = "llama",
            Pre = "default",
            Tokens = [.. tokens],
            Types = [.. types],
            Scores = [.. scores],
            BeginningOfTextId = Role("bos_token") ?? file.BeginningId,
            EndOfTextId = Role("eos_token") ?? file.EndId,
            UnknownId = Array.IndexOf(types, GgufTokenType.Unknown) is var unknown and >= 0 ? unknown : null,
            PaddingId = Role("pad_token"),
            AddsBeginningOfText = config["add_bos_token"].Truth(missing: true),
            AddsEndOfText = config["add_eos_token"].Truth(missing: false),
            AddsSpacePrefix = file.Rules.HasPrefix,
        };

        int? Role(string name)
        {
            var value = config[name].IsAbsent || config[name].IsString ? config[name] : config[name]["content"];
            return !value.IsAbsent && Array.IndexOf(tokens, value.Text()) is var id and >= 0 ? id : null;
        }
    }
}
