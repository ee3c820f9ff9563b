using System.Text.Json;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class TemplateCommandTests : IDisposable
{
    const string Forgets =
        "{% for m in messages %}{{ bos_token + m.role + ': ' }}{{ m.content.split('</think>')[-1] if m.role == 'assistant' and not loop.last else m.content }}{{ eos_token }}"
        + "{% endfor %}{% if add_generation_prompt %}{{ bos_token + 'assistant: ' }}{% endif %}";

    readonly TestFolder _folder = new();

    [Fact]
    public async Task A_template_is_checked_by_itself()
    {
        await File.WriteAllTextAsync(_folder.At("t.jinja"), Forgets, TestContext.Current.CancellationToken);

        var (code, output, _) = await CommandRunner.RunAsync("template", "check", _folder.At("t.jinja"));
        var (jsonCode, json, _) = await CommandRunner.RunAsync("template", "check", _folder.At("t.jinja"), "--json", "--eos-token", "<end>");

        Assert.Equal(0, code);
        Assert.Contains("  header, by the template:      \"<s>assistant: \"", output, StringComparison.Ordinal);
        Assert.Contains("  end of turn, by the model:    \"</s>\"", output, StringComparison.Ordinal);
        Assert.Matches("a thought in each reply +split +2  turn 2 is shown as ", output);
        Assert.Contains("Not append-only: ", output, StringComparison.Ordinal);
        Assert.Equal(0, jsonCode);
        using var report = JsonDocument.Parse(json);
        Assert.Equal("<end>", report.RootElement.GetProperty("rules").GetProperty("endOfTurn").GetString());
        Assert.Equal(18, report.RootElement.GetProperty("shapes").GetArrayLength());
        Assert.False(report.RootElement.GetProperty("isAppendOnly").GetBoolean());
    }

    [Theory]
    [InlineData("{% if x %}", "t.jinja: the chat template cannot be read, line 1")]
    [InlineData("{{ messages | groupthem }}", "There is no filter named 'groupthem'")]
    [InlineData("{{ raise_exception('never') }}", "the chat template refuses the turns: never")]
    public async Task A_template_that_fails_is_named(string template, string expected)
    {
        await File.WriteAllTextAsync(_folder.At("t.jinja"), template, TestContext.Current.CancellationToken);

        var (code, _, remarks) = await CommandRunner.RunAsync("template", "check", _folder.At("t.jinja"));

        Assert.Equal(1, code);
        Assert.Contains(expected, remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_keeps_its_own_template_and_its_tokens_are_shown_by_it()
    {
        await GenerateAsync();
        Assert.Equal(0, (await TrainAsync("new", "base", "--vocabulary", "400", "--hidden", "32", "--intermediate", "64", "--layers", "1", "--heads", "2")).Code);
        await File.WriteAllTextAsync(_folder.At("t.jinja"), Forgets, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await TrainAsync(_folder.At("base"), "tuned", "--chat-template", _folder.At("t.jinja"))).Code);

        var (code, output, remarks) = await CommandRunner.RunAsync("data", "inspect", "--model", _folder.At("tuned"), "--data", _folder.At("data.jsonl"), "--limit", "1", "--color", "never");

        Assert.Equal(Forgets, await File.ReadAllTextAsync(_folder.At("tuned/chat_template.jinja"), TestContext.Current.CancellationToken));
        Assert.Equal(BytesOf("base/tokenizer.json"), BytesOf("tuned/tokenizer.json"));
        Assert.Equal(0, code);
        Assert.Contains("<s>user: ", output, StringComparison.Ordinal);
        Assert.Matches(@"<s>assistant: ?⟦[^⟧]+</s>⟧", output);
        Assert.Matches("20 conversations, [0-9]+ examples, [0-9,]+ tokens, ", remarks);
        var (_, checkedModel, _) = await CommandRunner.RunAsync("template", "check", _folder.At("tuned"));
        Assert.Contains("  stops at ids:                 1\n", checkedModel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversations_with_nothing_to_learn_are_refused_and_named()
    {
        await GenerateAsync();
        await TrainAsync("new", "base", "--vocabulary", "400", "--hidden", "32", "--intermediate", "64", "--layers", "1", "--heads", "2");
        await File.WriteAllTextAsync(
            _folder.At("bad.jsonl"),
            """
            {"id": "good", "messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]}
            {"id": "silent", "messages": [{"role": "user", "content": "q"}]}
            {"id": "twice", "messages": [{"role": "user", "content": "q"}, {"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]}
            """,
            TestContext.Current.CancellationToken);

        var (code, output, remarks) = await CommandRunner.RunAsync("data", "inspect", "--model", _folder.At("base"), "--data", _folder.At("bad.jsonl"), "--limit", "0", "--json");

        Assert.Equal(1, code);
        Assert.Contains("2 refused:\n  conversation silent has nothing to learn: there is no reply of the model.\n  conversation twice, turn 2 is of the user", remarks, StringComparison.Ordinal);
        using var first = JsonDocument.Parse(output.Split('\n')[0]);
        Assert.Equal("good", first.RootElement.GetProperty("id").GetString());
        Assert.Equal(first.RootElement.GetProperty("ids").GetArrayLength(), first.RootElement.GetProperty("mask").GetArrayLength());
    }

    public void Dispose() => _folder.Dispose();

    byte[] BytesOf(string file) => File.ReadAllBytes(_folder.At(file));

    Task<(int Code, string Output, string Remarks)> GenerateAsync() => CommandRunner.RunAsync("generate", "conversations", "--count", "20", "-o", _folder.At("data.jsonl"));

    Task<(int Code, string Output, string Remarks)> TrainAsync(string model, string output, params string[] options) =>
        CommandRunner.RunAsync(["train", "--model", model, "--data", _folder.At("data.jsonl"), "--steps", "1", "--shards", "1", "-o", _folder.At(output), .. options]);
}
