using System.Text.Json;

namespace AgentTuning.Llama.Training;

/// <summary>The metrics of a run: one line for each step in <c>metrics.jsonl</c>, and the same numbers in an event file for TensorBoard.</summary>
sealed class MetricsFile : IDisposable
{
    readonly GrowingFile _lines;
    readonly GrowingFile _events;
    readonly TimeProvider _time;

    /// <summary>Opens both files and cuts off what follows the parts that a checkpoint vouches for.</summary>
    /// <exception cref="InvalidDataException">A file is shorter than that part.</exception>
    public MetricsFile(TrainingFolder folder, TrainingCursor cursor, TimeProvider time)
    {
        _time = time;
        _lines = new(folder.MetricsPath, cursor.MetricsBytes);
        _events = new(folder.EventsPath, cursor.EventBytes);
        if (_events.Length == 0) _events.Write(EventRecord.Version(time.GetUtcNow()));
    }

    /// <summary>Adds a step.</summary>
    public void Write(MetricsLine line)
    {
        _lines.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, TrainingJson.Default.MetricsLine), (byte)'\n']);
        _events.Write(EventRecord.Scalars(_time.GetUtcNow(), line.Step, Scalars(line)));
    }

    /// <summary>The cursor with the lengths of both files.</summary>
    public TrainingCursor Mark(TrainingCursor cursor) => cursor with { MetricsBytes = _lines.Length, EventBytes = _events.Length };

    /// <summary>Puts what was written onto the disk.</summary>
    public void FlushToDisk()
    {
        _lines.FlushToDisk();
        _events.FlushToDisk();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines.Dispose();
        _events.Dispose();
    }

    static IEnumerable<KeyValuePair<string, double>> Scalars(MetricsLine line)
    {
        yield return new("loss/train", line.Loss);
        if (line.ValidationLoss is { } validation) yield return new("loss/validation", validation);
        foreach (var (source, loss) in line.ValidationLossBySource ?? new Dictionary<string, double>()) yield return new($"validation/{source}", loss);
        yield return new("optimizer/learning rate", line.LearningRate);
        yield return new("optimizer/gradient norm", line.GradientNorm);
        yield return new("step/examples", line.Examples);
        yield return new("step/micro-steps", line.MicroSteps);
        yield return new("step/tokens", line.Tokens);
        yield return new("step/share of tokens with loss", line.SupervisedTokens / (double)line.Tokens);
        if (line.Seconds > 0) yield return new("speed/tokens per second", line.Tokens / line.Seconds);
        yield return new("speed/utilisation", line.Utilisation);
    }
}
