using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.General;

/// <summary>General tasks of the user's own: one JSON object per line, in the shape that the README shows.</summary>
sealed class GeneralTaskFile(string path, TaskSplit split) : ITaskSet
{
    /// <inheritdoc/>
    public int? Count => null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentTask> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var task = Read(line, number);
            yield return new AgentTask
            {
                Environment = GeneralDefinition.Name,
                Id = $"general/{Path.GetFileName(path)}/{number}",
                Split = split,
                Category = task.Category,
                Data = JsonSerializer.SerializeToElement(task, GeneralJson.Readable.GeneralTask),
            };
        }
    }

    GeneralTask Read(string line, int number)
    {
        try
        {
            var task = JsonSerializer.Deserialize(line, GeneralJson.Readable.GeneralTask)
                ?? throw new InvalidDataException($"{path} line {number}: null, expected a task. The README of the general environment shows one.");
            foreach (var fault in Faults(task))
                throw new InvalidDataException($"{path} line {number}: {fault}");
            return task;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                $"{path} line {number}: {exception.Message} The README of the general environment shows the shape of a task.", exception);
        }
    }

    static IEnumerable<string> Faults(GeneralTask task)
    {
        if (task.Exchanges.IsDefaultOrEmpty)
            yield return "exchanges is empty, expected one question or two.";
        if (!task.Exchanges.IsDefault && task.Exchanges.Length > GeneralDefinition.MaxTurns)
            yield return $"exchanges holds {task.Exchanges.Length} questions, expected one or two.";
        foreach (var exchange in task.Exchanges.IsDefault ? [] : task.Exchanges)
        {
            if (exchange.Rule != GradingRule.Any && (exchange.Expected.IsDefaultOrEmpty || exchange.Expected.Any(string.IsNullOrEmpty)))
                yield return $"expected is empty, but the rule of '{exchange.Question}' compares with it.";
            else if (!ReplyGrader.IsRight(exchange, exchange.Reply))
                yield return $"the reply '{exchange.Reply}' does not pass its own rule; correct reply, rule or expected.";
        }
    }
}
