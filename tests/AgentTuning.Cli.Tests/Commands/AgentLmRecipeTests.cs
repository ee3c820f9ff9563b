using System.Text.Json;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class AgentLmRecipeTests : IDisposable
{
    const string Prompt = "You are a helpful, respectful and honest assistant.";

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("agentlm-7b", "--learning-rate 5e-5 --warmup 0.02 ")]
    [InlineData("agentlm-13b", "--learning-rate 5e-5 --warmup 0.02 ")]
    [InlineData("agentlm-70b", "--learning-rate 1e-5 --warmup 0.02 ")]
    [InlineData("agentlm-7b-lora", "--learning-rate 2e-4 --weight-decay 0 --lora-rank 16 --lora-alpha 32 --lora-dropout 0.05 --warmup 0.02 ")]
    [InlineData("agentlm-13b-lora", "--learning-rate 2e-4 --weight-decay 0 --lora-rank 16 --lora-alpha 32 --lora-dropout 0.05 --warmup 0.02 ")]
    public async Task A_recipe_has_the_numbers_of_the_paper(string name, string rate)
    {
        using var recipe = JsonDocument.Parse(await File.ReadAllTextAsync(PathOf(name), TestContext.Current.CancellationToken));
        var command = string.Join(' ', recipe.RootElement.GetProperty("stages")[0].GetProperty("command").EnumerateArray().Select(part => part.GetString()));

        Assert.Contains("--optimizer AdamW ", command, StringComparison.Ordinal);
        Assert.Contains(rate, command, StringComparison.Ordinal);
        Assert.Contains("--examples-per-step 64 ", command, StringComparison.Ordinal);
        Assert.Contains("--max-length 4096 ", command, StringComparison.Ordinal);
        Assert.Contains("--general-data {gpt4}@0.2 {gpt35}@0.8 --eta 0.2 ", command, StringComparison.Ordinal);
        Assert.Contains($"--system {Prompt} ", command, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agentlm-7b", "run/model/model.safetensors")]
    [InlineData("agentlm-7b-lora", "run/adapter/adapter_model.safetensors")]
    public async Task A_recipe_tunes_and_measures_a_tiny_model(string name, string trained)
    {
        await MakeInputsAsync();

        var (code, output, remarks) = await CommandRunner.RunAsync(["run", PathOf(name), "-o", _folder.At("run"), .. Settings, "epochs=1", "tasks=2", "questions=2"]);

        Assert.True(code == 0, remarks);
        Assert.Contains("report.html", output, StringComparison.Ordinal);
        Assert.Contains("drawn teacher", remarks, StringComparison.Ordinal);
        Assert.Contains("agent η=0.2", remarks, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.At(trained)));
    }

    [Fact]
    public async Task Every_recipe_says_what_it_would_do_and_take()
    {
        await MakeInputsAsync();
        foreach (var name in (string[])["agentlm-7b", "agentlm-13b", "agentlm-70b", "agentlm-7b-lora", "agentlm-13b-lora"])
        {
            var (code, output, remarks) = await CommandRunner.RunAsync(["run", PathOf(name), "--plan-only", "-o", _folder.At("run"), .. Settings]);

            Assert.True(code == 0, remarks);
            Assert.StartsWith($"[1/3] tune: ", output, StringComparison.Ordinal);
            Assert.Contains(name.EndsWith("-lora", StringComparison.Ordinal) ? "\n  adapters " : "\n  gradients ", output, StringComparison.Ordinal);
            Assert.Contains("\n  It fits. ", output, StringComparison.Ordinal);
            Assert.Contains("\n[3/3] report: ", output, StringComparison.Ordinal);
            Assert.Contains("steps of 64 examples, on 1 shard", remarks, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(_folder.At("run")));
    }

    [Fact]
    public async Task The_plan_of_a_training_on_what_an_earlier_stage_makes_is_left_out()
    {
        var (code, output, _) = await CommandRunner.RunAsync("run", PathOf("quickstart"), "--plan-only", "-o", _folder.At("run"));

        Assert.Equal(0, code);
        Assert.Contains("\n  $ agenttuning train --model new ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("It fits", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_must_be_given_is_said_by_name()
    {
        var missing = await CommandRunner.RunAsync("run", PathOf("agentlm-7b"), "--set", "model=x");
        var unknown = await CommandRunner.RunAsync("run", PathOf("agentlm-7b"), "--set", "modl=x");
        var help = await CommandRunner.RunAsync("run", PathOf("agentlm-7b"), "--help");

        Assert.Equal((2, 2, 0), (missing.Code, unknown.Code, help.Code));
        Assert.Contains("must be told agent, gpt4, gpt35: give --set name=value", missing.Remarks, StringComparison.Ordinal);
        Assert.Contains("--set modl: the recipe 'agentlm-7b' has no such parameter", unknown.Remarks, StringComparison.Ordinal);
        Assert.Contains("  gpt35      General conversations of GPT-3.5", help.Output, StringComparison.Ordinal);
    }

    string[] Settings =>
    [
        "--set", $"model={_folder.At("base")}", $"agent={_folder.At("teacher")}", $"gpt4={_folder.At("talks.jsonl")}", "gpt35=generated:40", "precision=F32",
    ];

    async Task MakeInputsAsync()
    {
        await CommandRunner.RunAsync("collect", "--environment", "database", "--agent", "reference", "--tasks", "12", "-o", _folder.At("teacher"));
        await CommandRunner.RunAsync("filter", _folder.At("teacher"));
        await CommandRunner.RunAsync("generate", "conversations", "--count", "30", "-o", _folder.At("talks.jsonl"));
        await CommandRunner.RunAsync(
            "train", "--model", "new", "--data", _folder.At("talks.jsonl"), "--hidden", "32", "--intermediate", "64", "--layers", "2", "--heads", "2",
            "--vocabulary", "600", "--context", "2048", "--steps", "3", "-o", _folder.At("base"));
    }

    static string PathOf(string name, [System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../recipes", $"{name}.json"));
}
