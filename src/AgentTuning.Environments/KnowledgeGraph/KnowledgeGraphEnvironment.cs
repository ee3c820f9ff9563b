using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Conversations;
using AgentTuning.Environments.KnowledgeGraph.Engines;
using AgentTuning.Environments.KnowledgeGraph.Programs;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>The world of one knowledge-graph episode (AgentBench, as the paper's copy and v0.2 play it).</summary>
sealed class KnowledgeGraphEnvironment(IGraphSource graphs, TypeRules rules) : IEnvironment
{
    /// <summary>The most replies of an episode.</summary>
    public const int MaxRounds = 15;

    KnowledgeGraphTask? _task;
    IKnowledgeEngine? _engine;
    KnowledgeTools? _tools;
    IReadOnlyList<string>? _lastArguments;
    IReadOnlyCollection<string> _answer = [];
    int _rounds;
    int _calls;
    int _invalidReplies;
    int _failedCalls;

    public async Task<Observation> ResetAsync(AgentTask task, CancellationToken cancellationToken)
    {
        try
        {
            _task = KnowledgeGraphTask.FromJson(task.Data);
            var graph = await graphs.OpenAsync(_task, cancellationToken);
            _engine = graph.Engine;
            _tools = new KnowledgeTools(graph.Engine, graph.Ontology, rules, fetchesLists: false);
        }
        catch (InvalidDataException exception)
        {
            throw new EnvironmentException($"Task {task.Id} cannot be set: {exception.Message}", exception);
        }

        _lastArguments = null;
        _answer = [];
        (_rounds, _calls, _invalidReplies, _failedCalls) = (0, 0, 0, 0);
        return new Observation { Turns = OpeningTurns.For(_task) };
    }

    public async Task<StepResult> StepAsync(Turn reply, CancellationToken cancellationToken)
    {
        var (task, engine, tools) = Opened();
        _rounds++;
        var parsed = KnowledgeReply.Parse(reply.Text);
        if (parsed.FinalVariable is { } digits)
        {
            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= tools.Variables.Count)
                return Say("Invalid variable id! Need to recheck the action.", isInvalid: true);
            _answer = await AnswerAsync(engine, tools.Variables[index], cancellationToken);
            return StepResult.End(EpisodeEnding.Completed);
        }

        return parsed.ActionLine is { } line
            ? await ActAsync(task, tools, line, cancellationToken)
            : Say("No executable function found! Need to recheck the action.", isInvalid: true);
    }

    public Task<Grade> GradeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (task, _, _) = Opened();
        var scores = AnswerScores.Of(_answer, task.Answers);
        return Task.FromResult(new Grade
        {
            Reward = scores.F1,
            Metrics = ImmutableSortedDictionary<string, double>.Empty
                .Add("calls", _calls)
                .Add("exact_match", scores.IsExact ? 1 : 0)
                .Add("executable", _answer.Count > 0 ? 1 : 0)
                .Add("f1", scores.F1)
                .Add("failed_calls", _failedCalls)
                .Add(Grade.InvalidReplies, _invalidReplies),
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Every call of the line is tried until one works; the last fault is told.
    async Task<StepResult> ActAsync(KnowledgeGraphTask task, KnowledgeTools tools, string line, CancellationToken cancellationToken)
    {
        var message = "Function is not executed!";
        var isInvalid = true;
        foreach (var name in KnowledgeReply.CallNames(line))
        {
            var arguments = KnowledgeTools.Has(name) ? KnowledgeReply.Arguments(line, name) : null;
            _lastArguments = arguments ?? _lastArguments;
            try
            {
                if (arguments is not null)
                {
                    _calls++;
                    var said = await tools.CallAsync(name, [.. arguments.Select(argument => Resolve(task, tools, argument))], cancellationToken);
                    return Say($"Observation: {said}", isInvalid: false);
                }
            }
            catch (Exception exception) when (exception is ToolFailedException or QueryFailedException)
            {
                _failedCalls++;
                isInvalid = false;
            }

            message = Fault(name);
        }

        return Say(message, isInvalid);
    }

    // The original prints the arguments of the call before where this one's cannot be read.
    string Fault(string name)
    {
        if (_lastArguments is null)
            return $"I may make a syntax error when calling {name} (e.g., unmatched parenthesis). I need to fix it and reuse the tool";
        var call = $"{name}({string.Join(", ", _lastArguments)}) cannot be executed.";
        return name == "intersection"
            ? $"{call} The two variables are not of the same type. You may further explore them by call get_relations"
            : $"{call} You may make a mistake and need to fix it.";
    }

    static ToolArgument Resolve(KnowledgeGraphTask task, KnowledgeTools tools, string argument)
    {
        argument = argument.Replace("variable ", "", StringComparison.Ordinal).Replace("Variable ", "", StringComparison.Ordinal);
        if (argument.StartsWith('#'))
        {
            if (!int.TryParse(argument.AsSpan(1), NumberStyles.Integer, CultureInfo.InvariantCulture, out var index))
                throw new ToolFailedException($"'{argument}' is no variable");
            var place = index < 0 ? tools.Variables.Count + index : index; // as Python counts from the end
            return place >= 0 && place < tools.Variables.Count
                ? new ToolArgument(argument, tools.Variables[place])
                : throw new ToolFailedException("list index out of range");
        }

        var entity = task.Entities.LastOrDefault(entity => string.Equals(entity.Name, argument, StringComparison.Ordinal));
        return new ToolArgument(entity?.Id ?? argument);
    }

    // A final program that cannot be run answers nothing; the original breaks off there.
    static async Task<IReadOnlyCollection<string>> AnswerAsync(IKnowledgeEngine engine, KnowledgeVariable variable, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.ExecuteAsync(variable.Program, cancellationToken);
        }
        catch (QueryFailedException)
        {
            return [];
        }
    }

    StepResult Say(string text, bool isInvalid)
    {
        if (isInvalid)
            _invalidReplies++;
        return _rounds >= MaxRounds ? StepResult.End(EpisodeEnding.TurnLimit) : StepResult.Continue(Observation.FromText(text));
    }

    (KnowledgeGraphTask Task, IKnowledgeEngine Engine, KnowledgeTools Tools) Opened() => _task is { } task && _engine is { } engine && _tools is { } tools
        ? (task, engine, tools)
        : throw new InvalidOperationException("The environment has no task yet: call ResetAsync first.");
}
