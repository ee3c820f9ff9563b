using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentTuning.Cli.Tests.Commands;

/// <summary>From a base model to an adapter, and from both to a merged model.</summary>
public sealed partial class LoraCommandTests : IAsyncLifetime
{
    readonly TestFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        await RunAsync("generate", "conversations", "--count", "40", "-o", _folder.At("data.jsonl"));
        await RunAsync(
            "train", "--model", "new", "--data", _folder.At("data.jsonl"), "--hidden", "32", "--intermediate", "64", "--layers", "2", "--heads", "2",
            "--vocabulary", "400", "--steps", "3", "-o", _folder.At("base"));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Train_writes_an_adapter_with_its_tokenizer_and_without_the_base()
    {
        var output = await RunAsync([.. Train("adapter"), "--lora-alpha", "32", "--lora-dropout", "0.05", "--lora-targets", "q_proj,v_proj", "down_proj", "--json"]);

        using var result = JsonDocument.Parse(output);
        using var config = JsonDocument.Parse(Bytes("adapter/adapter_config.json"));
        Assert.Equal(6, result.RootElement.GetProperty("steps").GetInt32());
        Assert.Equal(["q_proj", "v_proj", "down_proj"], config.RootElement.GetProperty("target_modules").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal((4, 32, 0.05), (Number(config, "r"), Number(config, "lora_alpha"), Number(config, "lora_dropout")));
        Assert.Equal(_folder.At("base"), config.RootElement.GetProperty("base_model_name_or_path").GetString());
        Assert.Equal(
            ["adapter_config.json", "adapter_model.safetensors", "metrics.jsonl", "tokenizer.json", "tokenizer_config.json", "training.json"],
            Directory.GetFiles(_folder.At("adapter")).Select(Path.GetFileName).Where(name => name!.StartsWith("events.", StringComparison.Ordinal) is false).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_merged_model_replies_as_its_base_with_the_adapter()
    {
        await RunAsync([.. Train("adapter"), "--learning-rate", "0.05"]);
        var merged = await RunAloneAsync("merge", "--adapter", _folder.At("adapter"), "-o", _folder.At("merged"), "--json");

        var plain = await RepliesAsync("plain", "base");
        var beside = await RepliesAsync("beside", "base", "--adapter", _folder.At("adapter"));

        using var result = JsonDocument.Parse(merged);
        Assert.Equal(14, result.RootElement.GetProperty("changedWeights").GetInt32());
        Assert.Equal(beside, await RepliesAsync("of merged", "merged"));
        Assert.Equal(beside, await RepliesAsync("of adapter", "adapter"));
        Assert.NotEqual(plain, beside);
        Assert.Equal(Bytes("base/config.json"), Bytes("merged/config.json"));
        Assert.Equal(Bytes("base/tokenizer.json"), Bytes("merged/tokenizer.json"));
    }

    [Fact]
    public async Task Training_goes_on_from_an_adapter_and_from_where_it_was_killed()
    {
        string[] command = ["train", "--model", _folder.At("base"), "--data", _folder.At("data.jsonl"), "--adapter", _folder.At("adapter"), "--steps", "20", "--checkpoint-every", "3"];
        await RunAsync([.. Train("adapter"), "--lora-dropout", "0.1"]);
        await RunAsync([.. command, "-o", _folder.At("whole")]);

        var random = new Random(3);
        for (var round = 0; round < 3; round++)
        {
            using var killed = ToolProcess.Start([.. command, "-o", _folder.At("killed")]);
            await killed.KillAfterAsync(TimeSpan.FromMilliseconds(random.Next(700, 2500)));
        }
        await RunAsync([.. command, "-o", _folder.At("killed")]);

        foreach (var file in new[] { "adapter_model.safetensors", "adapter_config.json", "training.json", "tokenizer.json" })
            Assert.Equal(Bytes("whole/" + file), Bytes("killed/" + file));
        Assert.Equal(MetricsWithoutTimes("whole"), MetricsWithoutTimes("killed"));
        Assert.NotEqual(Bytes("adapter/adapter_model.safetensors"), Bytes("whole/adapter_model.safetensors"));
    }

    [Fact]
    public async Task Targets_may_be_an_expression_and_a_checkpoint_is_an_adapter()
    {
        await RunAsync([.. Train("adapter"), "--lora-rslora", "--lora-targets", @".*layers\.1\..*_proj"]);

        var merged = await RunAsync(
            "merge", "--model", _folder.At("base"), "--adapter", _folder.At("adapter/resume/step-00000006"), "-o", _folder.At("merged"));

        Assert.Equal($"Added the adapter to 7 weights of {_folder.At("base")}. The merged model is {_folder.At("merged")}\n", merged);
    }

    [Theory]
    [InlineData("--lora-alpha goes with --lora-rank, such as --lora-rank 16.", "--lora-alpha", "32")]
    [InlineData("--lora-rslora goes with --lora-rank, such as --lora-rank 16.", "--lora-rslora")]
    [InlineData("--lora-rank makes new adapters, and --adapter goes on with those of a folder. Give one of them.", "--lora-rank", "4", "--adapter", "x")]
    [InlineData("--lora-targets goes with --lora-rank; the adapter of --adapter says it itself.", "--lora-targets", "q_proj", "--adapter", "x")]
    [InlineData("--adapter x: there is no such folder. It holds adapter_config.json and adapter_model.safetensors.", "--adapter", "x")]
    [InlineData("--lora-rank does not go with --optimizer muon, which makes the update of a whole matrix orthogonal. Leave --optimizer out.", "--lora-rank", "4", "--optimizer", "muon")]
    [InlineData("Rank ('0') must be greater than or equal to '1'. (Parameter 'Rank') Actual value was 0.", "--lora-rank", "0")]
    [InlineData("Dropout is a share from 0 to below 1. (Parameter 'Dropout') Actual value was 1.", "--lora-rank", "4", "--lora-dropout", "1")]
    public async Task Options_that_do_not_go_together_are_refused(string message, params string[] options)
    {
        var (code, _, remarks) = await CommandRunner.RunAsync(["train", "--model", _folder.At("base"), "--data", _folder.At("data.jsonl"), "-o", _folder.At("out"), .. options]);

        Assert.Equal(2, code);
        Assert.StartsWith("error: " + message, remarks.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task A_target_that_the_model_lacks_is_refused_before_the_folder_is_made()
    {
        var (code, _, remarks) = await CommandRunner.RunAsync([.. Train("adapter"), "--lora-targets", "query"]);

        Assert.Equal(1, code);
        Assert.Contains("'query' is no projection of this model. They are q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj, or all-linear.", remarks.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("adapter")));
    }

    [Fact]
    public async Task An_adapter_of_another_model_is_refused_by_name_and_shape()
    {
        await RunAsync(Train("adapter"));
        await RunAsync(
            "train", "--model", "new", "--data", _folder.At("data.jsonl"), "--hidden", "16", "--intermediate", "64", "--layers", "2", "--heads", "2",
            "--vocabulary", "400", "--steps", "1", "-o", _folder.At("narrow"));

        var (code, _, remarks) = await CommandRunner.RunAsync("merge", "--model", _folder.At("narrow"), "--adapter", _folder.At("adapter"), "-o", _folder.At("merged"));

        Assert.Equal(1, code);
        Assert.Contains("lora_A.weight' has the shape [4, 32], expected [4, 16]", remarks.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("merged")));
    }

    [Fact]
    public async Task An_adapter_without_its_base_says_what_to_give()
    {
        await RunAsync(Train("adapter"));
        Directory.Move(_folder.At("base"), _folder.At("moved"));

        var (code, _, remarks) = await CommandRunner.RunAsync("merge", "--adapter", _folder.At("adapter"), "-o", _folder.At("merged"));

        Assert.Equal(1, code);
        Assert.Contains(
            $"{_folder.At("adapter")} is an adapter for '{_folder.At("base")}', and there is no such folder here. Give the base model's folder, and this one as the adapter.",
            remarks.ReplaceLineEndings(" "),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_adapter_finds_the_base_that_it_names_as_on_the_hub()
    {
        await RunAsync(Train("adapter"));
        var expected = await RepliesAsync("here", "adapter");
        const string commit = "0123456789abcdef0123456789abcdef01234567";
        Directory.CreateDirectory(_folder.At("hub/models--org--base/snapshots"));
        Directory.CreateDirectory(_folder.At("hub/models--org--base/refs"));
        Directory.Move(_folder.At("base"), _folder.At("hub/models--org--base/snapshots/" + commit));
        await File.WriteAllTextAsync(_folder.At("hub/models--org--base/refs/main"), commit, TestContext.Current.CancellationToken);
        var config = Text("adapter/adapter_config.json").Replace(JsonSerializer.Serialize(_folder.At("base")), "\"org/base\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(_folder.At("adapter/adapter_config.json"), config, TestContext.Current.CancellationToken);

        await RunOfflineAsync(Collect("from hub", "adapter"));
        await RunOfflineAsync("merge", "--adapter", _folder.At("adapter"), "-o", _folder.At("merged"));

        Assert.Equal(expected, Replies("from hub"));
        Assert.Equal(expected, await RepliesAsync("of merged", "merged"));
    }

    static double Number(JsonDocument config, string name) => config.RootElement.GetProperty(name).GetDouble();

    string[] Train(string output) =>
        ["train", "--model", _folder.At("base"), "--data", _folder.At("data.jsonl"), "--lora-rank", "4", "--steps", "6", "-o", _folder.At(output)];

    async Task<string> RepliesAsync(string output, string model, params string[] options)
    {
        await RunAloneAsync([.. Collect(output, model), .. options]);
        return Replies(output);
    }

    string[] Collect(string output, string model) =>
        ["collect", "--environment", "general", "--tasks", "4", "--agent", "llama:" + _folder.At(model), "--max-reply-tokens", "12", "-o", _folder.At(output)];

    string Replies(string output) => string.Join('\n', Texts().Matches(Text(output + "/trajectories.jsonl")).Select(match => match.Value));

    async Task RunOfflineAsync(params string[] arguments)
    {
        using var process = ToolProcess.StartOffline(_folder.At("hub"), arguments);
        var (code, _, errors) = await process.FinishAsync();
        Assert.True(code == 0, errors);
    }

    static async Task<string> RunAsync(params string[] arguments)
    {
        var (code, output, remarks) = await CommandRunner.RunAsync(arguments);
        Assert.True(code == 0, remarks);
        return output;
    }

    // A process that has not loaded libtorch yet.
    static async Task<string> RunAloneAsync(params string[] arguments)
    {
        using var process = ToolProcess.Start(arguments);
        var (code, output, errors) = await process.FinishAsync();
        Assert.True(code == 0, errors);
        return output;
    }

    string MetricsWithoutTimes(string folder) => Seconds().Replace(Text(folder + "/metrics.jsonl"), "");

    byte[] Bytes(string name) => File.ReadAllBytes(_folder.At(name));

    string Text(string name) => File.ReadAllText(_folder.At(name));

    [GeneratedRegex("\"seconds\":[^}]*")]
    private static partial Regex Seconds();

    [GeneratedRegex("\"text\":\"[^\"]*\"")]
    private static partial Regex Texts();
}
