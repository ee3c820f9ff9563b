using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Bench.Training;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using AgentTuning.Tokenization;

namespace AgentTuning.Bench.Peers;

/// <summary>The plain loop in PyTorch, in a process of its own that waits between its steps.</summary>
/// <remarks>PyTorch 1.13 keeps all attention probabilities; where they would not fit they are computed again on the way back.</remarks>
sealed class PythonContestant(string name, LlamaModel weights, string python, PlainOptions options) : IContestant
{
    const long MostProbabilities = 4L << 30; // bytes

    readonly string _folder = Directory.CreateTempSubdirectory("agenttuning-bench-").FullName;
    readonly Dictionary<TokenizedExample, int> _indices = new(ReferenceEqualityComparer.Instance);
    readonly double _parameters = weights.Config.ParameterCount;
    Process? _process;

    /// <inheritdoc/>
    public string Name => name;

    /// <summary>The version of PyTorch, once there was a step.</summary>
    public string? Version { get; private set; }

    /// <summary>The most memory of that process in its last step.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>Starts the process on the weights as they are and the examples of all steps to come.</summary>
    public async Task StartAsync(ImmutableArray<TokenizedExample> examples)
    {
        await LlamaCheckpoint.SaveAsync(_folder, weights, []);
        await using (var file = File.Create(Path.Combine(_folder, "examples.json")))
            await JsonSerializer.SerializeAsync(file, examples.Select(example => new PythonExample(example.TokenIds, [.. example.Mask.Select(hasLoss => hasLoss ? 1 : 0)])), BenchJson.Default.IEnumerablePythonExample);
        for (var i = 0; i < examples.Length; i++) _indices[examples[i]] = i;
        var start = new ProcessStartInfo(python) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var recomputes = Probabilities(examples) > MostProbabilities;
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "Peers", "plain_llama.py"), _folder, options.Threads.ToString(CultureInfo.InvariantCulture), recomputes ? "1" : "0" }) start.ArgumentList.Add(argument);
        // What the plain loop has for its products are the same threads as everyone's.
        foreach (var variable in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS" }) start.Environment[variable] = options.Threads.ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(start)!;
        using var answer = await ReadAsync();
        Version = answer.RootElement.GetProperty("torch").GetString();
    }

    /// <inheritdoc/>
    public async Task<StepOutcome> StepAsync(ImmutableArray<TokenizedExample> examples, bool isUpdated)
    {
        var request = new PythonRequest([.. examples.Select(example => _indices[example])], options.Batch, isUpdated, options.Clock.IsProcessor);
        await _process!.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request, BenchJson.Default.PythonRequest));
        await _process.StandardInput.FlushAsync();
        using var answer = await ReadAsync();
        PeakBytes = answer.RootElement.GetProperty("peakBytes").GetInt64();
        return new(answer.RootElement.GetProperty("loss").GetDouble(), answer.RootElement.GetProperty("seconds").GetDouble(), StepFlops.OfDocuments(weights, examples));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    double Probabilities(ImmutableArray<TokenizedExample> examples) => sizeof(float) * (double)weights.Config.LayerCount * weights.Config.HeadCount
        * examples.Chunk(options.Batch).Max(chunk => chunk.Length * Math.Pow(chunk.Max(example => example.Length), 2));

    async Task<JsonDocument> ReadAsync() => JsonDocument.Parse(await _process!.StandardOutput.ReadLineAsync()
        ?? throw new InvalidOperationException($"{python} ended with code {_process.ExitCode} in the plain loop of {_parameters / 1e6:F0} M parameters; its message is above. Was memory short?"));
}
