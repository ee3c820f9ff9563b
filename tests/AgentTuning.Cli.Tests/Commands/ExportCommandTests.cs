using System.Text.Json.Nodes;
using AgentTuning.Gguf;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using AgentTuning.Tokenization;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_gguf_file_appears_with_its_report()
    {
        var model = await WriteModelAsync();

        var (code, output, remarks) = await CommandRunner.RunAsync("export", model, "--type", "bf16", "-o", _folder.At("agent.gguf"), "--json");

        Assert.Equal("", string.Join('\n', remarks.Split('\n').Where(line => line.StartsWith("error", StringComparison.Ordinal))));
        Assert.Equal(0, code);
        var report = JsonNode.Parse(output)!;
        Assert.True((bool)report["hasPassed"]!);
        Assert.Equal("bf16", (string?)report["type"]);
        Assert.Equal(64, (int)report["greedyTokens"]!);
        Assert.Equal(output.TrimEnd(), (await File.ReadAllTextAsync(_folder.At("agent.parity.json"), TestContext.Current.CancellationToken)).TrimEnd());
        Assert.Contains("The export follows its source.", await File.ReadAllTextAsync(_folder.At("agent.parity.txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var file = GgufFile.Open(_folder.At("agent.gguf"));
        Assert.Equal("model", file.Keys.Text("general.name"));
        Assert.False(File.Exists(_folder.At("agent.gguf.unchecked")));
    }

    [Fact]
    public async Task A_folder_has_everything_that_loaders_ask_for_and_a_card()
    {
        var model = await WriteModelAsync();
        await File.WriteAllTextAsync(Path.Combine(model, "training.json"), """{"options":{"learningRate":0.5,"steps":7},"examples":12}""", TestContext.Current.CancellationToken);

        var (code, _, _) = await CommandRunner.RunAsync("export", model, "--format", "hf", "--type", "f16", "--max-shard-gb", "0.00001", "--name", "my-agent", "-o", _folder.At("out"));

        Assert.Equal(0, code);
        Assert.Equal(
            ["README.md", "config.json", "generation_config.json", "model.safetensors.index.json", "parity.json", "parity.txt", "tokenizer.json", "tokenizer_config.json"],
            Directory.GetFiles(_folder.At("out")).Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith("model-0", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var card = await File.ReadAllTextAsync(_folder.At("out/README.md"), TestContext.Current.CancellationToken);
        Assert.StartsWith("---\nlibrary_name: transformers\npipeline_tag: text-generation\n", card, StringComparison.Ordinal);
        Assert.Contains("# my-agent\n", card, StringComparison.Ordinal);
        Assert.Contains("| examples | 12 |\n| learningRate | 0.5 |\n", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_that_does_not_follow_its_source_fails_and_takes_nobodys_place()
    {
        var model = await WriteModelAsync(scale: 1e-9f); // below what f16 can hold

        var (code, output, remarks) = await CommandRunner.RunAsync("export", model, "-o", _folder.At("agent.gguf"));

        Assert.Equal(1, code);
        Assert.Contains("THE EXPORT DOES NOT FOLLOW ITS SOURCE.", output, StringComparison.Ordinal);
        Assert.Contains("error: the export does not follow its source.", remarks, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("agent.gguf")));
        Assert.True(File.Exists(_folder.At("agent.gguf.failed")));
    }

    [Theory]
    [InlineData("there is no such folder", "nowhere", "-o", "x.gguf")]
    [InlineData("--type q8_0 goes with --format gguf", ".", "--format", "hf", "--type", "q8_0", "-o", "x")]
    [InlineData("--run and --max-shard-gb go with --format hf", ".", "--run", ".", "-o", "x.gguf")]
    [InlineData("is a folder, expected the name of a file", ".", "-o", ".")]
    [InlineData("is not empty. Name another folder", ".", "--format", "hf", "-o", ".")]
    public async Task Options_that_do_not_go_together_are_refused(string message, params string[] arguments)
    {
        var (code, _, remarks) = await CommandRunner.RunAsync(["export", .. arguments]);

        Assert.Equal(2, code);
        Assert.Contains(message, remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_no_name_is_not_downloaded()
    {
        var (code, _, remarks) = await CommandRunner.RunAsync("download", "../model");

        Assert.Equal(2, code);
        Assert.Contains("'../model' is no name on the hub, expected org/model or org/model@revision.", remarks, StringComparison.Ordinal);
    }

    async Task<string> WriteModelAsync(float scale = 1)
    {
        var folder = _folder.At("model");
        var tokenizer = new BpeTrainer(new() { VocabularySize = 300, PreTokenizer = PreTokenizer.Llama3 }).Train(["one two three", "one two"]);
        await tokenizer.SaveAsync(folder, new() { ChatTemplate = "{{ messages[0]['content'] }}" }, TestContext.Current.CancellationToken);
        using var model = new LlamaModel(LlamaPresets.Tiny(tokenizer.VocabularySize), seed: 1);
        using (TorchSharp.torch.no_grad())
        {
            foreach (var parameter in model.Parameters.Where(parameter => parameter.dim() == 2)) parameter.mul_(scale);
        }
        await LlamaCheckpoint.SaveAsync(folder, model, cancellationToken: TestContext.Current.CancellationToken);
        return folder;
    }
}
