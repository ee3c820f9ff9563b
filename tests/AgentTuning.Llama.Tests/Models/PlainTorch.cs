using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Tests.Lora;
using AgentTuning.Llama.Tests.Training;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Tests.Models;

/// <summary>A model of every family, and what plain_llama.py finds for it with Debian's PyTorch, all in one process.</summary>
public sealed class PlainTorch : IAsyncLifetime
{
    const string Python = "/usr/bin/python3"; // another one first on the path may be without the packages

    readonly TemporaryFolder _folder = new();
    string? _missing;

    public async ValueTask InitializeAsync()
    {
        if (await RunAsync("-c", "import torch, numpy") is { } error)
        {
            _missing = $"{Python} has no PyTorch and NumPy (Debian's python3-torch and python3-numpy): {error}";
            return;
        }
        foreach (var name in TinyFamilies.Names)
        {
            using var model = Model(name);
            await WriteAsync(FolderOf(name), name, model);
            await WriteAsync(AdaptedFolderOf(name), name, model);
            LoraCheckpoint.Begin(model, AdapterOptions, seed: 7);
            Adapted.Stir(model);
            await LoraCheckpoint.SaveAsync(AdaptedFolderOf(name), model, AdapterOptions, cancellationToken: TestContext.Current.CancellationToken);
        }
        if (await RunAsync([ScriptPath(), .. TinyFamilies.Names.Select(FolderOf), .. TinyFamilies.Names.Select(AdaptedFolderOf)]) is { } failure)
            throw new InvalidOperationException(failure);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Of the adapters in the folders of <see cref="RequireAdapted"/>.</summary>
    public static LoraOptions AdapterOptions { get; } = new() { Rank = 4, Alpha = 6 };

    /// <summary>The folder with a family's model and the truth about it; skips the test where there is no PyTorch, and fails it in CI.</summary>
    public string Require(string name)
    {
        if (_missing is not null && Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(_missing);
        if (_missing is not null) Assert.Skip(_missing);
        return FolderOf(name);
    }

    /// <summary>The same with an adapter beside the model.</summary>
    public string RequireAdapted(string name)
    {
        Require(name);
        return AdaptedFolderOf(name);
    }

    /// <summary>The same for the same name.</summary>
    public static LlamaModel Model(string name)
    {
        var model = new LlamaModel(TinyFamilies.Of(name), seed: 7);
        PassGradients.Scatter(model);
        return model;
    }

    /// <summary>Longer than every window.</summary>
    public static TokenizedExample Text(string name)
    {
        var random = new Random(name.Length);
        var length = 40;
        return new()
        {
            Id = name,
            TokenIds = [.. Enumerable.Range(0, length).Select(_ => random.Next(TinyFamilies.Of(name).VocabularySize))],
            Mask = [.. Enumerable.Range(0, length).Select(i => i > 0 && random.Next(3) > 0)],
        };
    }

    string FolderOf(string name) => _folder.At(name.Replace(' ', '-'));

    string AdaptedFolderOf(string name) => FolderOf(name + " adapted");

    static async Task WriteAsync(string folder, string name, LlamaModel model)
    {
        await LlamaCheckpoint.SaveAsync(folder, model, cancellationToken: TestContext.Current.CancellationToken);
        var text = Text(name);
        var json = JsonSerializer.Serialize(new { ids = text.TokenIds, supervised = text.Mask });
        await File.WriteAllTextAsync(Path.Combine(folder, "text.json"), json, TestContext.Current.CancellationToken);
    }

    static string ScriptPath([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "plain_llama.py");

    // Null where it went well, else what it said.
    static async Task<string?> RunAsync(params IEnumerable<string> arguments)
    {
        if (!File.Exists(Python)) return $"{Python} does not exist";
        var start = new ProcessStartInfo(Python, arguments) { RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0 ? null : error;
    }
}
