using System.Globalization;
using System.Text.Json;
using AgentTuning.Files;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>What a training run keeps on disk so that it can go on after any interruption.</summary>
/// <remarks>
/// <c>training.json</c> says what the run is made from. <c>resume/step-N</c> holds trained weights, optimizer and cursor after a step,
/// adapters also as PEFT reads them; it is renamed into place when complete, and the newest two are kept. <c>metrics.jsonl</c> is cut back to the cursor on going on.
/// </remarks>
sealed class TrainingFolder(string path)
{
    const string RecordName = "training.json";
    const string CursorName = "cursor.json";
    const string TensorsName = "tensors.safetensors";
    const string StepPrefix = "step-";
    const string TemporaryPrefix = ".incomplete-";
    const int KeptCheckpoints = 2;

    readonly string _resume = Path.Combine(path, "resume");

    /// <summary>Where the metrics are written.</summary>
    public string MetricsPath => Path.Combine(path, "metrics.jsonl");

    /// <summary>Where the metrics are written for TensorBoard, which finds files by this beginning.</summary>
    public string EventsPath => Path.Combine(path, "tensorboard", "events.out.tfevents.agenttuning");

    /// <summary>Makes the folder this run's, or checks that it is.</summary>
    /// <exception cref="InvalidDataException">The folder holds a run with other options, another model or other examples.</exception>
    public async Task ClaimAsync(TrainingRecord record, CancellationToken cancellationToken)
    {
        var recordPath = Path.Combine(path, RecordName);
        if (!File.Exists(recordPath))
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(record, TrainingJson.Default.TrainingRecord);
            await AtomicFile.WriteAllBytesAsync(recordPath, (byte[])[.. bytes, (byte)'\n'], cancellationToken);
            return;
        }
        var earlier = Read(recordPath, TrainingJson.Default.TrainingRecord);
        if (TrainingFingerprint.Difference(earlier, record) is { } difference)
            throw new InvalidDataException(
                $"{path} holds a training run that cannot go on: {difference}. Name another output folder, or delete this one.");
    }

    /// <summary>Puts the newest complete checkpoint into the model and the optimizer.</summary>
    /// <returns>Where the run stands; null where there is no checkpoint.</returns>
    /// <exception cref="InvalidDataException">A checkpoint is damaged.</exception>
    public TrainingCursor? Restore(LlamaModel model, Optimizer optimizer)
    {
        if (Steps() is not [.., var newest]) return null;
        var folder = StepFolder(newest);
        var cursor = Read(Path.Combine(folder, CursorName), TrainingJson.Default.TrainingCursor);
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var file = new SafetensorsFile(Path.Combine(folder, TensorsName));
        var entries = file.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        foreach (var (name, tensor) in Tensors(model, optimizer))
        {
            if (!entries.TryGetValue(name, out var entry))
                throw new InvalidDataException($"{folder}/{TensorsName} lacks '{name}'. Delete {folder}: the run goes on from the checkpoint before it.");
            if (tensor.device_type == TorchSharp.DeviceType.CPU)
            {
                file.Read(entry, tensor);
                continue;
            }
            using var read = empty(tensor.shape, tensor.dtype);
            file.Read(entry, read);
            tensor.copy_(read);
        }
        return cursor;
    }

    /// <summary>Says which checkpoint a run would go on from.</summary>
    public string Describe() => Steps() is [.., var newest]
        ? string.Create(CultureInfo.InvariantCulture, $"The newest checkpoint is kept: {StepFolder(newest)}.")
        : "There is no checkpoint yet.";

    /// <summary>Keeps the state after a step, whole or not at all; older checkpoints go when it is complete.</summary>
    /// <exception cref="IOException">It could not be written, such as on a full disk; the checkpoint before it is as it was.</exception>
    public void Save(TrainingCursor cursor, LlamaModel model, Optimizer optimizer, LoraOptions? lora)
    {
        var complete = StepFolder(cursor.Step);
        if (Directory.Exists(complete)) return;
        var temporary = Path.Combine(_resume, $"{TemporaryPrefix}{cursor.Step}");
        if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        try
        {
            Write(temporary, cursor, model, optimizer);
            if (lora is not null) new AdapterWriter(temporary, model, lora).Write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // The last is what a file too large for its file system throws.
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
            throw new IOException(
                $"The checkpoint after step {cursor.Step} could not be written: {exception.Message} {Describe()} Make room and give the same command again; it goes on from there.",
                exception);
        }
        Directory.Move(temporary, complete);
        DeleteOld();
    }

    static void Write(string temporary, TrainingCursor cursor, LlamaModel model, Optimizer optimizer)
    {
        Directory.CreateDirectory(temporary);
        using (var scope = NewDisposeScope())
        using (var guard = no_grad())
        using (var stream = File.Create(Path.Combine(temporary, TensorsName)))
        {
            SafetensorsFile.Write(stream, [.. Tensors(model, optimizer).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.cpu()))], WeightType.F32);
            stream.Flush(flushToDisk: true);
        }
        using (var stream = File.Create(Path.Combine(temporary, CursorName)))
        {
            JsonSerializer.Serialize(stream, cursor, TrainingJson.Default.TrainingCursor);
            stream.Flush(flushToDisk: true);
        }
    }

    static IEnumerable<KeyValuePair<string, Tensor>> Tensors(LlamaModel model, Optimizer optimizer) =>
        model.Parameters.Index().Where(weight => weight.Item.requires_grad)
            .Select(weight => KeyValuePair.Create($"parameter.{weight.Index}", (Tensor)weight.Item))
            .Concat(optimizer.State());

    static T Read<T>(string file, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), type) ?? throw new InvalidDataException($"{file} is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file} is damaged: {e.Message} Delete the folder that holds it.", e);
        }
    }

    void DeleteOld()
    {
        foreach (var step in Steps().SkipLast(KeptCheckpoints)) Directory.Delete(StepFolder(step), recursive: true);
        foreach (var left in Directory.GetDirectories(_resume, TemporaryPrefix + "*")) Directory.Delete(left, recursive: true);
    }

    List<int> Steps()
    {
        if (!Directory.Exists(_resume)) return [];
        var names = Directory.GetDirectories(_resume, StepPrefix + "*").Select(folder => Path.GetFileName(folder)[StepPrefix.Length..]);
        return [.. names.Where(IsStep).Select(name => int.Parse(name, CultureInfo.InvariantCulture)).Order()];

        static bool IsStep(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    string StepFolder(int step) => Path.Combine(_resume, $"{StepPrefix}{step.ToString("D8", CultureInfo.InvariantCulture)}");
}
