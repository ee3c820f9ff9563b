using System.Text.RegularExpressions;
using AgentTuning.Agents;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.AlfWorld.Reference;

/// <summary>A household expert that only knows what it has seen: it explores, opens, remembers and recovers, and thinks aloud.</summary>
/// <remarks>
/// <para>One client serves one episode. It reads the conversation as any model would, and nothing of the task but its seed, which draws its wordings. Where the
/// edition lists the possible actions it uses them.</para>
/// <para>With <see cref="ReferenceAgentOptions.Mistakes"/> above 0, that share of the episodes has one mistake: a detour, a wrong thing, unknown words, a reply
/// without its mark or a device used too early, all of which it recovers from; or it gets stuck, which earns 0.</para>
/// </remarks>
public sealed partial class AlfWorldReferenceAgent : WholeReplyChatClient
{
    const string TaskMark = "Your task is to:";
    const string ListMark = "AVAILABLE ACTIONS:";
    const string NewArrival = "You arrive at ";
    const int MostProposals = 40;

    readonly Random _random;
    readonly AgentSlip _slip;
    readonly HouseMemory _memory = new();
    HouseholdExpert? _expert;
    ExpertThoughts? _thoughts;
    SlipMaker? _slips;
    string? _last;

    /// <summary>The agent for one episode of a task.</summary>
    public AlfWorldReferenceAgent(AgentTask task, ReferenceAgentOptions options)
    {
        _random = RandomDraws.Seeded(options.Seed, 63, task.Seed);
        _slip = _random.Chance(options.Mistakes) ? (AgentSlip)_random.Next(1, 7) : AgentSlip.None;
    }

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var all = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var (thought, command, hasMark) = Reply(all);
        var message = new ChatMessage(ChatRole.Assistant, !hasMark ? thought : thought is null ? $"ACTION: {command}" : $"THOUGHT: {thought}\nACTION: {command}");
        return Task.FromResult(new ChatResponse(message) { ModelId = "reference" });
    }

    (string? Thought, string Command, bool HasMark) Reply(IReadOnlyList<ChatMessage> messages)
    {
        var isFirst = _expert is null;
        var text = isFirst ? messages.Select(message => message.Text).LastOrDefault(said => said.Contains(TaskMark, StringComparison.Ordinal)) ?? "" : messages[^1].Text;
        var possible = Possible(text);
        if (isFirst)
            Begin(text, messages);
        else
            _memory.Learn(Observation(text), _last);
        if (_memory.DidNothing && _last is not null)
            _expert!.Refused(_last);
        if (text.StartsWith(NewArrival, StringComparison.Ordinal))
            _memory.PutsInOn ??= false; // today's games name the place of arrival, and move things; of older ones the environment cuts that sentence
        foreach (var command in possible ?? [])
            if (command.StartsWith("go to ", StringComparison.Ordinal))
                _memory.Place(command["go to ".Length..]);

        var decision = Decide(possible);
        if (_slips!.Next(_expert!, decision) is { } slip)
        {
            _last = slip.HasMark ? slip.Decision.Command : null;
            return (_thoughts!.Write(slip.Section, slip.Decision), slip.Decision.Command, slip.HasMark);
        }

        _last = decision.Command;
        return (isFirst ? _thoughts!.Start(decision, _expert!.Unexplored(_expert.Errand.Wanted)) : _thoughts!.Before(decision, _memory.DidNothing), decision.Command, true);
    }

    void Begin(string text, IReadOnlyList<ChatMessage> messages)
    {
        var mark = text.LastIndexOf(TaskMark, StringComparison.Ordinal);
        var sentence = mark < 0 ? "" : text[(mark + TaskMark.Length)..];
        var end = sentence.AsSpan().IndexOfAny(".\n");
        var errand = Errand.Read(end < 0 ? sentence : sentence[..end]);
        _memory.Learn(mark < 0 ? text : Observation(text[..mark]), null);
        foreach (var said in messages.Select(message => message.Text))
            _memory.PutsInOn = PutsInOn().IsMatch(said) ? true : MovesTo().IsMatch(said) ? false : _memory.PutsInOn;
        _expert = new HouseholdExpert(errand, _memory);
        _thoughts = new ExpertThoughts(errand, _random);
        _slips = new SlipMaker(_slip, _random);
    }

    // Where the possible actions are known, what is not among them need not be tried.
    Decision Decide(HashSet<string>? possible)
    {
        var decision = _expert!.Next();
        for (var i = 0; possible is not null && !possible.Contains(decision.Command) && i < MostProposals; i++)
        {
            _expert.Refused(decision.Command);
            decision = _expert.Next();
        }

        return decision;
    }

    static string Observation(string text)
    {
        var list = text.IndexOf(ListMark, StringComparison.Ordinal);
        var said = list < 0 ? text : text[..list];
        return said.StartsWith(HouseholdDialogue.TaskMark, StringComparison.Ordinal) ? said[HouseholdDialogue.TaskMark.Length..] : said;
    }

    static HashSet<string>? Possible(string text)
    {
        var list = text.IndexOf(ListMark, StringComparison.Ordinal);
        return list < 0 ? null : text[(list + ListMark.Length)..].Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\bput [a-z]+ [0-9]+ in/on ")]
    private static partial Regex PutsInOn();

    [GeneratedRegex(@"\bmove [a-z]+ [0-9]+ to ")]
    private static partial Regex MovesTo();
}
