using System.Text.Json.Nodes;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Export;
using AgentTuning.Llama.Models;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Tests.Export;

public sealed class HfExportTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_another_number_type_the_files_are_the_same_bytes()
    {
        await ModelFolders.WriteAsync(_folder.At("model"), "qwen 2", PreTokenizer.SingleDigits);

        var report = await ExportAsync(new() { Card = "card" }, null);

        foreach (var name in new[] { "config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json" })
            Assert.Equal(_folder.Read("model", name), _folder.Read("out", name));
        Assert.Equal("card"u8.ToArray(), _folder.Read("out", "README.md"));
        Assert.True(report.HasPassed, ParityText.Of(report));
        Assert.Equal((10, 10), (report.EqualTexts, report.Texts));
        Assert.Equal(0, report.LargestLogitDifference);
    }

    [Fact]
    public async Task Another_number_type_is_named_in_the_configuration_and_weights_are_cut_into_files_with_an_index()
    {
        await ModelFolders.WriteAsync(_folder.At("model"), "llama 3.2", PreTokenizer.Llama3);

        var report = await ExportAsync(new() { Card = "", Type = WeightType.BF16, MaxShardBytes = 50_000 }, WeightType.BF16);

        var config = JsonNode.Parse(_folder.Read("out", "config.json"))!;
        Assert.Equal("bfloat16", (string?)config["torch_dtype"]);
        Assert.Equal("LlamaForCausalLM", (string?)config["architectures"]![0]);
        var index = JsonNode.Parse(_folder.Read("out", "model.safetensors.index.json"))!;
        Assert.Equal("model-00001-of-00004.safetensors", (string?)index["weight_map"]!["model.embed_tokens.weight"]);
        Assert.False(File.Exists(_folder.At("out", "model.safetensors")));
        Assert.True(report.HasPassed, ParityText.Of(report));
        using var model = LlamaCheckpoint.Load(_folder.At("out"));
        Assert.Equal(WeightType.BF16, model.Config.WeightType);
    }

    [Fact]
    public async Task A_template_of_its_own_file_goes_into_the_tokenizer_configuration_too()
    {
        await ModelFolders.WriteAsync(_folder.At("model"), "llama 2", PreTokenizer.Llama3);
        var config = JsonNode.Parse(_folder.Read("model", "tokenizer_config.json"))!.AsObject();
        config.Remove("chat_template");
        _folder.Write("model/tokenizer_config.json", config.ToJsonString());
        _folder.Write("model/chat_template.jinja", "{{ 'é' }}");

        await ExportAsync(new() { Card = "" }, null);

        Assert.Equal("{{ 'é' }}", (string?)JsonNode.Parse(_folder.Read("out", "tokenizer_config.json"))!["chat_template"]);
        Assert.Equal("{{ 'é' }}"u8.ToArray(), _folder.Read("out", "chat_template.jinja"));
    }

    [Fact]
    public async Task An_export_that_is_cancelled_leaves_no_file()
    {
        await ModelFolders.WriteAsync(_folder.At("model"), "llama 2", PreTokenizer.Llama3);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HfExport.WriteAsync(_folder.At("model"), _folder.At("out"), new() { Card = "" }, stop.Token));

        Assert.Empty(Directory.GetFiles(_folder.At("out")));
    }

    async Task<ParityReport> ExportAsync(HfExportOptions options, WeightType? type)
    {
        await HfExport.WriteAsync(_folder.At("model"), _folder.At("out"), options, TestContext.Current.CancellationToken);
        return ParityCheck.OfFolder(_folder.At("model"), _folder.At("out"), type, "1", TestContext.Current.CancellationToken);
    }
}
