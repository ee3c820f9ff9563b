using AgentTuning.Export;
using AgentTuning.Gguf;

namespace AgentTuning.Llama.Export;

/// <summary>Compares a vocabulary with the one in a GGUF file.</summary>
static class VocabularyComparison
{
    /// <summary>Keys with other values.</summary>
    public static IReadOnlyList<string> Differences(GgufVocabulary expected, GgufKeys keys)
    {
        var differences = new List<string>();
        Require("tokenizer.ggml.model", keys.Text("tokenizer.ggml.model") == expected.Model);
        Require("tokenizer.ggml.pre", keys.Text("tokenizer.ggml.pre") == expected.Pre);
        Require("tokenizer.ggml.tokens", keys.Texts("tokenizer.ggml.tokens") is { } tokens && tokens.SequenceEqual(expected.Tokens));
        Require("tokenizer.ggml.token_type", keys.WholeNumbers("tokenizer.ggml.token_type") is { } types && types.SequenceEqual(expected.Types.Select(type => (int)type)));
        Require("tokenizer.ggml.merges", (keys.Texts("tokenizer.ggml.merges") ?? []).SequenceEqual(expected.Merges));
        Require("tokenizer.ggml.scores", (keys.Numbers("tokenizer.ggml.scores") ?? []).SequenceEqual(expected.Scores));
        Require("tokenizer.ggml.bos_token_id", keys.WholeNumber("tokenizer.ggml.bos_token_id") == expected.BeginningOfTextId);
        Require("tokenizer.ggml.add_bos_token", keys.Truth("tokenizer.ggml.add_bos_token") == expected.AddsBeginningOfText);
        return differences;

        void Require(string key, bool isEqual)
        {
            if (!isEqual) differences.Add($"{key} differs");
        }
    }
}
