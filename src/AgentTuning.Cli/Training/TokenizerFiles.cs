using System.Text;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Tokenization;

namespace AgentTuning.Cli.Training;

/// <summary>The files of a model folder that belong to tokenizer and template, which a tuned model takes over to the byte.</summary>
static class TokenizerFiles
{
    const string JinjaName = "chat_template.jinja";

    static readonly string[] Names =
    [
        "tokenizer.json", "tokenizer_config.json", "tokenizer.model", "special_tokens_map.json", "added_tokens.json", "vocab.json", "merges.txt",
        JinjaName, "chat_template.json",
    ];

    /// <summary>Those of a folder.</summary>
    /// <param name="folder">A model in Hugging Face format.</param>
    /// <param name="template">A template in the place of the folder's own; null keeps that.</param>
    public static IReadOnlyList<CheckpointFile> Of(string folder, string? template)
    {
        var files = Names.Where(name => File.Exists(Path.Combine(folder, name)) && (template is null || name != JinjaName))
            .Select(name => new CheckpointFile(name, File.ReadAllBytes(Path.Combine(folder, name))));
        return template is null ? [.. files] : [.. files, new(JinjaName, Encoding.UTF8.GetBytes(template))];
    }

    /// <summary>Those of a new tokenizer.</summary>
    public static IReadOnlyList<CheckpointFile> Of(ByteLevelBpeTokenizer tokenizer, int maxLength) =>
        [.. tokenizer.Write(new TokenizerSaveOptions { ModelMaxLength = maxLength }).Select(file => new CheckpointFile(file.Name, file.Bytes))];
}
