using System.Text.Json;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class TokenizerCheckTests
{
    // 0 and 1 special; a 2, b 3, ab 4
    const string Vocabulary = """
        {
          "added_tokens": [{ "id": 0, "content": "<s>", "special": true }, { "id": 1, "content": "</s>", "special": true }],
          "post_processor": {
            "type": "TemplateProcessing",
            "single": [{ "SpecialToken": { "id": "<s>", "type_id": 0 } }, { "Sequence": { "id": "A", "type_id": 0 } }],
            "special_tokens": { "<s>": { "id": "<s>", "ids": [0], "tokens": ["<s>"] } }
          },
          "pre_tokenizer": { "type": "ByteLevel", "add_prefix_space": false, "use_regex": true },
          "decoder": { "type": "ByteLevel" },
          "model": { "type": "BPE", "vocab": { "<s>": 0, "</s>": 1, "a": 2, "b": 3, "ab": 4, "Ċ": 5 }, "merges": ["a b"] }
        }
        """;

    const string Texts = "ab\n__ggml_vocab_test__\na\nb\n__ggml_vocab_test__\n\n__ggml_vocab_test__\naab\n__ggml_vocab_test__\n";

    [Fact]
    public async Task Equal_ids_are_counted()
    {
        using var folder = Write(Texts, " 4\n 2 5 3\n\n 2 4\n");

        var (code, output, _) = await CommandRunner.RunAsync("tokenizer", "check", folder.Path, folder.At("texts.inp"), folder.At("ids.out"));

        Assert.Equal(0, code);
        Assert.Equal("4 of 4 texts have the expected ids; the ids of 4 give the text back.\n", output);
    }

    [Fact]
    public async Task The_first_differences_are_shown()
    {
        using var folder = Write(Texts, " 4\n 2 5\n\n 2 2 3\n");

        var (code, output, _) = await CommandRunner.RunAsync("tokenizer", "check", folder.At("tokenizer.json"), folder.At("texts.inp"), folder.At("ids.out"));

        Assert.Equal(1, code);
        Assert.Equal(
            """
            2 of 4 texts have the expected ids; the ids of 4 give the text back.
            text 2: "a\nb"
              found:  2 5 3
              wanted: 2 5
            text 4: "aab"
              found:  2 4
              wanted: 2 2 3

            """, output);
    }

    [Fact]
    public async Task A_program_gets_JSON()
    {
        using var folder = Write("ab", "3");

        var (code, output, _) = await CommandRunner.RunAsync("tokenizer", "check", folder.Path, folder.At("texts.inp"), folder.At("ids.out"), "--json");

        Assert.Equal(1, code);
        using var result = JsonDocument.Parse(output);
        Assert.Equal(1, result.RootElement.GetProperty("texts").GetInt32());
        Assert.Equal(0, result.RootElement.GetProperty("equal").GetInt32());
        Assert.Equal(4, result.RootElement.GetProperty("differences")[0].GetProperty("found")[0].GetInt32());
    }

    [Fact]
    public async Task Special_tokens_are_added_and_read_where_that_is_asked_for()
    {
        using var folder = Write("</s>ab", "0 1 4");

        var (code, output, _) = await CommandRunner.RunAsync(
            "tokenizer", "check", folder.Path, folder.At("texts.inp"), folder.At("ids.out"), "--add-special", "--parse-special");

        Assert.Equal(0, code);
        Assert.StartsWith("1 of 1 texts", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "2\n3\n", "has 1 texts and")]
    [InlineData("a", "two\n", "line 1: 'two' is no id, expected whole numbers with spaces between them.")]
    public async Task Files_that_do_not_belong_together_are_refused(string texts, string ids, string message)
    {
        using var folder = Write(texts, ids);

        var (code, _, remarks) = await CommandRunner.RunAsync("tokenizer", "check", folder.Path, folder.At("texts.inp"), folder.At("ids.out"));

        Assert.Equal(1, code);
        Assert.Contains(message, remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_wrong_usage()
    {
        using var folder = Write("a", "2");

        var (code, _, remarks) = await CommandRunner.RunAsync("tokenizer", "check", folder.At("nothing"), folder.At("texts.inp"), folder.At("ids.out"));

        Assert.Equal(2, code);
        Assert.Contains("nothing: there is no such file or folder.", remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_ends_with_examples()
    {
        var (code, output, _) = await CommandRunner.RunAsync("tokenizer", "check", "--help");

        Assert.Equal(0, code);
        Assert.Contains("Examples:\n  # ", output, StringComparison.Ordinal);
        Assert.Contains("agenttuning tokenizer check llama-spm.gguf", output, StringComparison.Ordinal);
    }

    static TestFolder Write(string texts, string ids)
    {
        var folder = new TestFolder();
        File.WriteAllText(folder.At("tokenizer.json"), Vocabulary);
        File.WriteAllText(folder.At("tokenizer_config.json"), """{ "bos_token": "<s>", "eos_token": "</s>" }""");
        File.WriteAllText(folder.At("texts.inp"), texts);
        File.WriteAllText(folder.At("ids.out"), ids);
        return folder;
    }
}
