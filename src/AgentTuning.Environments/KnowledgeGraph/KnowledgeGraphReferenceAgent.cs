using System.Globalization;
using System.Text.RegularExpressions;
using AgentTuning.Agents;
using AgentTuning.Environments.KnowledgeGraph.Official;
using AgentTuning.Environments.KnowledgeGraph.Reference;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>The knowledge graph's own agent: it plays the gold calls of a task and earns 1 where they can be executed.</summary>
/// <remarks>
/// <para>One client serves one episode. It names entities as the question does; where a name cannot be written in a call, because it holds a comma or a
/// parenthesis, it writes the id, which the grammar takes too.</para>
/// <para>With <see cref="ReferenceAgentOptions.Mistakes"/> above 0, that share of the episodes has one mistake: a wrong relation, a relation that was not
/// listed, variables of different types, a reply without an action or with a broken call, all of which are recovered from; or a wrong answer.</para>
/// </remarks>
public sealed partial class KnowledgeGraphReferenceAgent : WholeReplyChatClient
{
    readonly KnowledgeGraphTask _task;
    readonly Random _random;
    readonly GoldCall[] _calls;
    readonly List<int> _variables = []; // the number that each gold variable has in this episode
    readonly List<string> _types = [];
    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    ReferenceMistake _mistake;
    int _next;
    string? _prefix;
    bool _expectsVariable;

    /// <summary>The agent for one episode of a task.</summary>
    public KnowledgeGraphReferenceAgent(AgentTask task, ReferenceAgentOptions options)
    {
        _random = RandomDraws.Seeded(options.Seed, 62, task.Seed);
        _task = KnowledgeGraphTask.FromJson(task.Data);
        _calls = [.. _task.Actions.Select(GoldCall.Parse)];
        _mistake = _random.Chance(options.Mistakes) ? (ReferenceMistake)_random.Next(1, 7) : ReferenceMistake.None;
    }

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var reply = Reply(messages.LastOrDefault()?.Text ?? "");
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, $"Thought: {reply}")) { ModelId = "reference" });
    }

    string Reply(string observation)
    {
        var made = _expectsVariable ? Made().Match(observation) : null;
        if (made is { Success: true })
        {
            _variables.Add(int.Parse(made.Groups[1].Value, CultureInfo.InvariantCulture));
            _types.Add(made.Groups[2].Value);
        }

        var wasRefused = made is { Success: false };
        _expectsVariable = false;
        if (_next >= _calls.Length || wasRefused)
            return Answer();
        var call = _calls[_next];
        if (Slip(call, observation) is { } slip)
            return slip;
        _next++;
        _expectsVariable = call.MakesVariable;
        var thought = _prefix ?? Think(call);
        _prefix = null;
        return Action(thought, call);
    }

    string Answer()
    {
        if (_variables.Count == 0)
            return "I cannot find what the question asks for.";
        var right = _variables[^1];
        var given = _mistake == ReferenceMistake.WrongAnswer ? (right > 0 ? _random.Next(right) : right + 1) : right;
        return $"{Write("final", ("thing", $"#{given}"))}\nFinal Answer: #{given}";
    }

    // One reply that is not in the gold list, where the drawn mistake fits this place.
    string? Slip(GoldCall call, string observation)
    {
        var mistake = _mistake;
        _mistake = ReferenceMistake.None;
        switch (mistake)
        {
            case ReferenceMistake.NoAction:
                _prefix = Write("after-no-action");
                return Write("no-action", ("thing", Thing(call.Arguments[0])));
            case ReferenceMistake.BrokenCall:
                _prefix = Write("after-broken-call");
                return Action(Think(call), call)[..^1];
            case ReferenceMistake.UnlistedRelation when call.Tool == "get_relations" && _next + 1 < _calls.Length && IsListing(call, _calls[_next + 1]):
                var early = _calls[_next + 1];
                _prefix = Write("after-early", ("thing", Thing(call.Arguments[0])));
                return Action(Write("early", ("thing", Thing(call.Arguments[0])), ("relation", early.Arguments[1])), early);
            case ReferenceMistake.WrongRelation when call.Tool == "get_neighbors" && OtherRelation(observation, call.Arguments[1]) is { } other:
                _prefix = Write("after-wrong-relation", Slots(call));
                return Action(Write("wrong-relation", ("relation", other)), call with { Arguments = [call.Arguments[0], other] });
            case ReferenceMistake.WrongTypes when call.MakesVariable && call.Tool != "intersection" && _types.Count >= 2 && _types[^1] != _types[^2]:
                _prefix = $"{Write("after-wrong-types")} {Think(call)}";
                return Action(
                    Write("wrong-types", ("left", $"#{_variables[^2]}"), ("right", $"#{_variables[^1]}")),
                    new GoldCall("intersection", [$"#{_variables.Count - 2}", $"#{_variables.Count - 1}"]));
            default:
                _mistake = mistake; // it may fit a later place
                return null;
        }
    }

    static bool IsListing(GoldCall call, GoldCall next) => next.Tool == "get_neighbors" && next.Arguments[0] == call.Arguments[0];

    string? OtherRelation(string observation, string relation)
    {
        if (!observation.StartsWith("Observation: [", StringComparison.Ordinal))
            return null;
        var others = observation["Observation: [".Length..].TrimEnd(']').Split(", ").Where(name => name.Length > 0 && name != relation).ToArray();
        return others.Length == 0 ? null : _random.Pick(others);
    }

    string Think(GoldCall call)
    {
        var isFirst = _seen.Count == 0;
        _seen.Add(call.Arguments[0]);
        return Write(
            call.Tool switch
            {
                "get_relations" when call.Arguments[0].StartsWith('#') => "variable-relations",
                "get_relations" => isFirst ? "first-relations" : "next-relations",
                "get_neighbors" => "neighbors",
                "get_attributes" => "attributes",
                _ => call.Tool,
            },
            Slots(call));
    }

    (string Name, string Text)[] Slots(GoldCall call)
    {
        var last = call.Arguments[^1];
        return
        [
            ("thing", Thing(call.Arguments[0])), ("left", Thing(call.Arguments[0])), ("right", Thing(last)), ("relation", last), ("attribute", last),
            ("noun", last[(last.LastIndexOf('.') + 1)..].Replace('_', ' ').Trim()),
        ];
    }

    string Write(string section, params ReadOnlySpan<(string Name, string Text)> slots) => KnowledgePhrases.Thoughts.Write(_random, section, slots);

    string Action(string thought, GoldCall call) => $"{thought}\nAction: {call.Tool}({string.Join(", ", call.Arguments.Select(Written))})";

    // In a thought, names that cannot be written in a call still can be said.
    string Thing(string argument) => argument.StartsWith('#')
        ? Written(argument)
        : _task.Entities.FirstOrDefault(entity => entity.Id == argument)?.Name ?? argument;

    string Written(string argument)
    {
        if (argument.StartsWith('#'))
            return int.TryParse(argument.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _variables.Count ? $"#{_variables[index]}" : argument;
        return _task.Entities.FirstOrDefault(entity => entity.Id == argument && CanBeWritten(entity.Name))?.Name ?? argument;
    }

    bool CanBeWritten(string name) =>
        name.Length > 0 && name[0] != '#' && name.Trim() == name && name.AsSpan().IndexOfAny(",()\n\\") < 0 && !name.Contains("ariable ", StringComparison.Ordinal)
        && !name.Contains("Observation:", StringComparison.Ordinal) && _task.Entities.Last(entity => entity.Name == name).Id == _task.Entities.First(entity => entity.Name == name).Id;

    [GeneratedRegex(@"variable #([0-9]{1,6}), which (?:are instances of (\S+)|is a number)")]
    private static partial Regex Made();
}
