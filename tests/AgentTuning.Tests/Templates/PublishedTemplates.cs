using AgentTuning.Templates;
using AgentTuning.Tests.Tokenization;
using AgentTuning.Tokenization;
using Microsoft.Extensions.Time.Testing;

namespace AgentTuning.Tests.Templates;

/// <summary>The published templates beside the checkout, and that of Llama 2, with a vocabulary that has their special tokens.</summary>
static class PublishedTemplates
{
    static readonly string[] SpecialTokens =
    [
        "<|im_start|>", "<|im_end|>", "<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "<|eom_id|>", "<|python_tag|>", "<start_of_turn>", "<end_of_turn>",
        "<|user|>", "<|system|>", "<|assistant|>", "<|end|>", "[INST]", "[/INST]", "[AVAILABLE_TOOLS]", "[/AVAILABLE_TOOLS]", "[TOOL_CALLS]", "[TOOL_RESULTS]", "[/TOOL_RESULTS]",
    ];

    public static FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public static ByteLevelBpeTokenizer Tokenizer { get; } = WithSpecialTokens(TinyTokenizer.Instance.Model);

    /// <summary>Name and source.</summary>
    public static IReadOnlyList<(string Name, ChatTemplateSource Source)> All()
    {
        var folder = Path.GetDirectoryName(SharedFiles.Require("chat-templates/Qwen-Qwen2.5-7B-Instruct.jinja"))!;
        return
        [
            .. Directory.GetFiles(folder, "*.jinja").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), Source(File.ReadAllText(path)))),
            ("Llama 2", Source(Llama2ChatTemplate.Jinja)),
        ];
    }

    public static ChatTemplateSource Source(string template) => new()
    {
        Origin = "test.jinja",
        Template = template,
        SpecialTokens = new Dictionary<string, string>(StringComparer.Ordinal) { ["bos_token"] = "<s>", ["eos_token"] = "</s>" },
    };

    static ByteLevelBpeTokenizer WithSpecialTokens(BpeModel model)
    {
        var next = TinyTokenizer.Instance.VocabularySize;
        return new(model with { SpecialTokens = [.. model.SpecialTokens, .. SpecialTokens.Select((text, i) => new SpecialToken(next + i, text))] });
    }
}
