using AgentTuning.Tokenization;

namespace AgentTuning.Export;

/// <summary>llama.cpp's names for the ways in which published tokenizers cut text before merging.</summary>
static class GgufPreTokenizers
{
    const string UpperThenLower = @"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]";
    const string Lower = @"[\p{Ll}\p{Lm}\p{Lo}\p{M}]";
    const string Lead = @"[^\r\n\p{L}\p{N}]?";
    const string SlashEnd = @"| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    const string Tekken = Lead + UpperThenLower + "*" + Lower + "+|" + Lead + UpperThenLower + "+" + Lower + @"*|\p{N}" + SlashEnd;
    const string Gpt4 = Lead + UpperThenLower + "*" + Lower + "+" + Contraction + "|" + Lead + UpperThenLower + "+" + Lower + "*" + Contraction + @"|\p{N}{1,3}" + SlashEnd;
    const string Contraction = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)?";

    /// <summary>The name for a <c>pre_tokenizer</c> of a <c>tokenizer.json</c>.</summary>
    /// <param name="value">The <c>pre_tokenizer</c>.</param>
    /// <param name="ignoresMerges">True where a piece that is a token as a whole is taken without merging.</param>
    /// <exception cref="InvalidDataException">llama.cpp has none that cuts like it.</exception>
    public static string NameOf(TokenizerJsonValue value, bool ignoresMerges)
    {
        if (value["type"].Text("ByteLevel", "Sequence") == "ByteLevel")
        {
            RequireByteLevel(value, usesPattern: true);
            return "gpt-2";
        }
        var steps = value["pretokenizers"].Items();
        value["pretokenizers"].Expect(steps.Length == 2, "two steps, Split or Digits and then ByteLevel; name llama.cpp's own with --pre");
        var isDigits = steps[0]["type"].Text("Split", "Digits") == "Digits";
        RequireByteLevel(steps[1], usesPattern: isDigits);
        if (isDigits)
        {
            steps[0]["individual_digits"].Expect(steps[0]["individual_digits"].Truth(missing: false), "true");
            return "starcoder";
        }
        steps[0]["behavior"].Text("Isolated");
        steps[0]["invert"].Expect(!steps[0]["invert"].Truth(missing: false), "false");
        var pattern = steps[0]["pattern"]["Regex"];
        return Find(pattern.Text(), ignoresMerges) ?? throw pattern.Failure(
            $"a pattern that llama.cpp has a name for{(ignoresMerges ? ", with ignore_merges" : "")}; name llama.cpp's own with --pre");
    }

    static string? Find(string pattern, bool ignoresMerges)
    {
        if (pattern == PreTokenizer.Llama3.Pattern) return ignoresMerges ? "llama-bpe" : "dbrx";
        if (pattern == Tekken) return "tekken";
        if (ignoresMerges) return null;
        if (pattern == PreTokenizer.SingleDigits.Pattern) return "qwen2";
        if (pattern == PreTokenizer.Gpt2.Pattern) return "gpt-2";
        // llama.cpp has no pattern of bare words. This one leaves letters and signs together and takes numbers out; merges that were
        // learnt within bare words do the rest.
        if (pattern == PreTokenizer.BareWords.Pattern) return "superbpe";
        return pattern == Gpt4 ? "gpt-4o" : null;
    }

    static void RequireByteLevel(TokenizerJsonValue step, bool usesPattern)
    {
        step["type"].Text("ByteLevel");
        step["add_prefix_space"].Expect(!step["add_prefix_space"].Truth(missing: true), "false: llama.cpp puts no space in front");
        step["use_regex"].Expect(step["use_regex"].Truth(missing: true) == usesPattern, usesPattern ? "true" : "false, as the step before has the pattern");
    }
}
