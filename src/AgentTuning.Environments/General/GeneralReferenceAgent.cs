using AgentTuning.Agents;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.General;

/// <summary>Gives the reference replies, or in some episodes a wrong one.</summary>
sealed class GeneralReferenceAgent : WholeReplyChatClient
{
    readonly GeneralTask _task;
    readonly string? _mistake;

    /// <summary>For one episode.</summary>
    public GeneralReferenceAgent(AgentTask task, ReferenceAgentOptions options)
    {
        _task = GeneralEnvironment.Read(task);
        var random = new Random(options.Seed);
        if (random.NextDouble() < options.Mistakes)
            _mistake = Mistake(_task.Exchanges[^1], random);
    }

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var turn = messages.Count(message => message.Role == ChatRole.Assistant);
        var exchanges = _task.Exchanges;
        if (turn >= exchanges.Length)
            throw new InvalidOperationException($"Reply {turn + 1} was asked for, but the task has {exchanges.Length} questions.");
        var reply = turn == exchanges.Length - 1 && _mistake is not null ? _mistake : exchanges[turn].Reply;
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, reply)));
    }

    // A refusal, a garbled reply, or one cut short; whichever comes first that the grader does not accept.
    static string Mistake(Exchange exchange, Random random)
    {
        string[] candidates =
        [
            "I don't know.",
            Garbled(exchange.Reply, random),
            exchange.Reply[..(exchange.Reply.Length / 2)],
            $"I am not sure. {exchange.Question}",
        ];
        random.Shuffle(candidates);
        return candidates.FirstOrDefault(candidate => !ReplyGrader.IsRight(exchange, candidate)) ?? "";
    }

    static string Garbled(string reply, Random random)
    {
        var letters = reply.Select(letter => char.IsAsciiDigit(letter) ? (char)('0' + random.Next(10)) : letter).ToArray();
        for (var swaps = 0; swaps < 3; swaps++)
        {
            var (first, second) = (random.Next(letters.Length), random.Next(letters.Length));
            (letters[first], letters[second]) = (letters[second], letters[first]);
        }
        return new string(letters);
    }
}
