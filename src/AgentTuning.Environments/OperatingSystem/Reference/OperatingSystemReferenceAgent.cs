using AgentTuning.Agents;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.OperatingSystem.Reference;

/// <summary>The operating system's own agent: it knows the example solution, and earns 1 where it makes no mistake and the example is right.</summary>
/// <remarks>
/// <para>One client serves one episode. It may look around first, types the example in one round or several, and answers with what the last line of the
/// output says; where the task tells its answer it answers with that; where the task changes the machine it finishes. A task without example and
/// without answer is given up after a look.</para>
/// <para>With <see cref="ReferenceAgentOptions.Mistakes"/> above 0, that share of the episodes has one mistake: 35 % an answer or end too early, a wrong answer
/// or a wrong path and 20 % a broken format, which both earn 0; 25 % a needless command first and 20 % a misspelt command or path that is corrected,
/// which both earn 1.</para>
/// </remarks>
public sealed class OperatingSystemReferenceAgent : WholeReplyChatClient
{
    const int MostRounds = 5;

    static readonly string[] Detours = ["pwd", "whoami", "id -un", "echo $HOME"];

    readonly ReferenceSolution _solution;
    readonly ReferenceThoughts _thoughts;
    readonly Random _random;
    readonly ReferenceMistake _mistake;
    readonly Queue<Func<string, string>> _replies = new();

    /// <summary>The agent for one episode of a task.</summary>
    /// <exception cref="InvalidDataException">The task's data is malformed.</exception>
    public OperatingSystemReferenceAgent(AgentTask task, ReferenceAgentOptions options)
    {
        _random = RandomDraws.Seeded(options.Seed, 200, task.Seed);
        _solution = ReferenceSolution.Read(task);
        _thoughts = new ReferenceThoughts(_random);
        _mistake = _random.Chance(options.Mistakes) ? DrawMistake() : ReferenceMistake.None;
        Plan();
    }

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var observation = messages.LastOrDefault()?.Text ?? "";
        var reply = _replies.TryDequeue(out var next) ? next(observation) : Finish("done");
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, reply)) { ModelId = "reference" });
    }

    ReferenceMistake DrawMistake() => _random.NextDouble() switch
    {
        < 0.35 => ReferenceMistake.WrongAction,
        < 0.55 => ReferenceMistake.BrokenFormat,
        < 0.80 => ReferenceMistake.Detour,
        _ => ReferenceMistake.Recovery,
    };

    void Plan()
    {
        switch (_mistake)
        {
            case ReferenceMistake.BrokenFormat:
                _replies.Enqueue(_ => Broken());
                return;
            case ReferenceMistake.WrongAction:
                PlanWrong();
                return;
            case ReferenceMistake.Recovery when PlanRecovery():
                return;
            case ReferenceMistake.Detour or ReferenceMistake.Recovery:
                _replies.Enqueue(_ => Bash(_thoughts.Write("detour"), _random.Pick(Detours)));
                break;
            default:
                break;
        }

        var look = _solution.Rounds.IsEmpty || _random.Chance(0.35) ? FirstLook.Find(_solution, _thoughts, _random) : null;
        if (look is var (thought, command))
            _replies.Enqueue(_ => Bash(thought, command));
        PlanSolution(_replies.Count > 0 ? "go-on" : null);
    }

    // The example in one round, or in several where it consists of several commands.
    void PlanSolution(string? opening, string wrong = "", string path = "")
    {
        var rounds = Split();
        for (var i = 0; i < rounds.Count; i++)
        {
            var (code, section) = (rounds[i], i == 0 ? opening : "next");
            var thought = _thoughts.Before(code);
            if (section is not null)
                thought = _thoughts.Write(section, ("thought", thought), ("wrong", wrong), ("path", path));
            _replies.Enqueue(_ => Bash(thought, code));
        }

        _replies.Enqueue(End);
    }

    List<string> Split()
    {
        if (_solution.Rounds.IsEmpty)
            return [];
        if (_solution.Rounds.Length > 1)
            return _random.Chance(0.5) && _solution.Rounds.Length <= MostRounds ? [.. _solution.Rounds] : [_solution.Code];
        var parts = CommandOutline.Read(_solution.Rounds[0]).Parts;
        var isSequence = _solution.IsOneLine && !_solution.Code.Contains("||", StringComparison.Ordinal) && _solution.Code[0] != '[';
        return isSequence && parts.Length is > 1 and <= MostRounds && _random.Chance(0.4) ? [.. parts] : [_solution.Rounds[0]];
    }

    string End(string observation)
    {
        if (!_solution.IsQuestion)
            return Finish(_solution.Rounds.IsEmpty ? "nothing" : "done");
        var printed = ShellOutput.Last(observation);
        if (_solution.Answer is { } known)
            return Answer(printed == known ? "found" : "knew", known);
        return printed is null || _solution.Rounds.IsEmpty ? Answer("silent", printed ?? "unknown") : Answer("found", printed);
    }

    void PlanWrong()
    {
        var draw = _random.NextDouble();
        if (_solution.IsQuestion && (draw < 0.4 || _solution.Rounds.IsEmpty))
            _replies.Enqueue(_ => Answer("early", Misspelling.OfAnswer(_solution.Answer ?? $"{_random.Next(3, 60)}", _random)));
        else if (_solution.IsQuestion)
        {
            PlanSolution(opening: null);
            var replies = _replies.ToList();
            _replies.Clear();
            foreach (var reply in replies.Take(replies.Count - 1))
                _replies.Enqueue(reply);
            _replies.Enqueue(observation => Answer("found", Misspelling.OfAnswer(_solution.Answer ?? ShellOutput.Last(observation) ?? "", _random)));
        }
        else if (draw < 0.5 && _solution.IsOneLine && Misspelling.OfTarget(_solution.Code, _random) is { } wrong)
        {
            _replies.Enqueue(_ => Bash(_thoughts.Before(wrong), wrong));
            _replies.Enqueue(_ => Finish("done"));
        }
        else
            _replies.Enqueue(_ => Finish("done-early"));
    }

    bool PlanRecovery()
    {
        if (_solution.IsOneLine && _random.Chance(0.6) && Misspelling.OfProgram(_solution.Code, _random) is var (code, wrong))
        {
            _replies.Enqueue(_ => Bash(_thoughts.Before(_solution.Code), code));
            PlanSolution("recover", wrong);
            return true;
        }

        if (FirstLook.FolderOf(_solution) is not { } folder)
            return false;
        var misspelt = Misspelling.OfPath(folder, _random);
        _replies.Enqueue(_ => Bash(_thoughts.Write("look-folder", ("path", misspelt)), $"ls {misspelt}"));
        PlanSolution("recover-path", misspelt, folder);
        return true;
    }

    string Broken()
    {
        var code = _solution.Rounds.IsEmpty ? "ls" : _solution.Code;
        var thought = _thoughts.Before(code);
        return _random.Next(4) switch
        {
            0 => $"Think: {thought}\n\n```bash\n{code}\n```",
            1 => $"Think: {thought}\n\nAction: bash\n\n```bash\n{code}\n```",
            2 => $"Think: {thought}\n\nAct: run\n\n```bash\n{code}\n```",
            _ => _solution.IsQuestion ? $"The answer is {_solution.Answer ?? $"{_random.Next(3, 60)}"}." : $"Think: {_thoughts.Write("done-early")}\n\nThe task is finished.",
        };
    }

    static string Bash(string thought, string code) => $"Think: {thought}\n\nAct: bash\n\n```bash\n{code}\n```";

    string Answer(string section, string value) => $"Think: {_thoughts.Write(section, ("value", value))}\n\nAct: answer({value})";

    string Finish(string section) => $"Think: {_thoughts.Write(section)}\n\nAct: finish";
}
