using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace AgentTuning.Tests.Templates;

/// <summary>Debian's Jinja2 with the settings of transformers, in processes of its own.</summary>
static class Jinja2Reference
{
    const string Python = "/usr/bin/python3"; // another one first on the path may be without the package

    /// <summary>The text of each request, or null where Jinja2 refuses it; skips the test where there is no Jinja2, and fails it in CI.</summary>
    public static async Task<IReadOnlyList<string?>> RenderAsync(IReadOnlyList<string> templates, IReadOnlyList<(int Template, JsonObject Variables)> requests)
    {
        if ((await RunAsync("-c", "import jinja2")).Error is { } missing)
        {
            var reason = $"{Python} has no Jinja2 (Debian's python3-jinja2): {missing}";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Skip(reason);
        }

        var parts = requests.Chunk((requests.Count + 1) / 2).ToArray();
        var answers = await Task.WhenAll(parts.Select(part => PartAsync(templates, part)));
        return [.. answers.SelectMany(answer => answer)];
    }

    static async Task<IReadOnlyList<string?>> PartAsync(IReadOnlyList<string> templates, (int Template, JsonObject Variables)[] requests)
    {
        var path = Path.GetTempFileName();
        try
        {
            var work = new JsonObject
            {
                ["templates"] = new JsonArray([.. templates.Select(template => (JsonNode)template)]),
                ["requests"] = new JsonArray([.. requests.Select(request => new JsonArray(request.Template, request.Variables))]),
            };
            await File.WriteAllTextAsync(path, work.ToJsonString(), TestContext.Current.CancellationToken);
            var (output, error) = await RunAsync(ScriptPath(), path);
            Assert.Null(error);
            var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!["text"]?.GetValue<string>()).ToList();
            Assert.Equal(requests.Length, answers.Count);
            return answers;
        }
        finally
        {
            File.Delete(path);
        }
    }

    static async Task<(string Output, string? Error)> RunAsync(params string[] arguments)
    {
        if (!File.Exists(Python))
            return ("", "there is no such file");
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (output, process.ExitCode == 0 ? null : await error);
    }

    static string ScriptPath([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "jinja2_reference.py");
}
