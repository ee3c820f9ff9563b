using System.Text.Json.Nodes;
using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization.HuggingFace;

/// <summary>Tokenizers of a few tokens, written as <c>tokenizer.json</c> and read back.</summary>
static class SmallTokenizer
{
    /// <summary>Characters of SentencePiece with byte tokens: ids 0 to 2 special, 3 to 258 bytes, then the letters and words given.</summary>
    public static PipelineTokenizer Load(string normalizer, string preTokenizer, string[] words, string[] merges, Action<JsonObject>? change = null)
    {
        var vocab = new JsonObject { ["<unk>"] = 0, ["<s>"] = 1, ["</s>"] = 2 };
        for (var value = 0; value < 256; value++)
            vocab[$"<0x{value:X2}>"] = value + 3;
        foreach (var word in words)
            vocab[word] = vocab.Count;
        var file = new JsonObject
        {
            ["added_tokens"] = new JsonArray(Added(0, "<unk>"), Added(1, "<s>"), Added(2, "</s>")),
            ["normalizer"] = JsonNode.Parse(normalizer),
            ["pre_tokenizer"] = JsonNode.Parse(preTokenizer),
            ["decoder"] = JsonNode.Parse("""
                { "type": "Sequence", "decoders": [
                  { "type": "Replace", "pattern": { "String": "▁" }, "content": " " }, { "type": "ByteFallback" }, { "type": "Fuse" },
                  { "type": "Strip", "content": " ", "start": 1, "stop": 0 }] }
                """),
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["unk_token"] = "<unk>",
                ["fuse_unk"] = true,
                ["byte_fallback"] = true,
                ["vocab"] = vocab,
                ["merges"] = new JsonArray([.. merges.Select(merge => (JsonNode)merge)]),
            },
        };
        change?.Invoke(file);
        return Read(file, """{ "bos_token": "<s>", "eos_token": "</s>" }""");
    }

    /// <summary>Reads a tokenizer from its two files.</summary>
    public static PipelineTokenizer Read(JsonNode file, string config)
    {
        var folder = Directory.CreateTempSubdirectory("tokenizer-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "tokenizer.json"), file.ToJsonString());
            File.WriteAllText(Path.Combine(folder.FullName, "tokenizer_config.json"), config);
            return TokenizerFolder.Load(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>An added token, special unless its flags say otherwise.</summary>
    public static JsonObject Added(int id, string content, string flags = "{}")
    {
        var token = new JsonObject { ["id"] = id, ["content"] = content, ["special"] = true, ["normalized"] = false };
        foreach (var (name, value) in JsonNode.Parse(flags)!.AsObject())
            token[name] = value!.DeepClone();
        return token;
    }
}
