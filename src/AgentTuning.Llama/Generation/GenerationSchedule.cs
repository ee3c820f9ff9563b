namespace AgentTuning.Llama.Generation;

/// <summary>Who waits, who is admitted, and who takes part in the next step. Not safe for several callers: the generator locks.</summary>
/// <param name="cache">The blocks of keys and values.</param>
/// <param name="concurrentSteps">The threads that ask for steps, at least 1.</param>
sealed class GenerationSchedule(KeyValueCache cache, int concurrentSteps)
{
    readonly PrefixPlanner _planner = new(cache);
    readonly Queue<LiveConversation> _waiting = new();
    readonly LinkedList<LiveConversation> _ready = new(); // longest not served first
    readonly HashSet<LiveConversation> _inSteps = [];

    public long PromptTokens { get; private set; }

    public long ReusedTokens => _planner.ReusedTokens;

    public long GeneratedTokens { get; private set; }

    public long Steps { get; private set; }

    /// <summary>The conversations that are admitted.</summary>
    public int Live => _ready.Count + _inSteps.Count;

    /// <summary>True where some of them are in no step.</summary>
    public bool HasReady => _ready.Count > 0;

    public void Add(LiveConversation conversation) => _waiting.Enqueue(conversation);

    /// <summary>Plans a step of at most so many positions, over a fair share of the conversations.</summary>
    /// <returns>Empty where there is nothing to do now.</returns>
    public List<PlannedStep> Plan(int room)
    {
        Admit();
        var share = (Live + concurrentSteps - 1) / concurrentSteps;
        var steps = new List<PlannedStep>();
        for (var node = _ready.First; node is not null && room > 0 && steps.Count < share;)
        {
            var conversation = node.Value;
            var next = node.Next;
            if (conversation.IsAbandoned)
            {
                _ready.Remove(node);
                Leave(conversation);
            }
            else if (_planner.Plan(conversation, room) is { } step)
            {
                _ready.Remove(node);
                _inSteps.Add(conversation);
                steps.Add(step);
                room -= step.Chunk.Tokens.Length;
            }

            node = next;
        }

        Steps += steps.Count > 0 ? 1 : 0;
        return steps;
    }

    /// <summary>Takes a conversation back from a step.</summary>
    /// <param name="step">The step, which was computed.</param>
    /// <param name="token">The token chosen after it, or null where the prompt goes on.</param>
    /// <returns>How the conversation ends, or null where it goes on.</returns>
    public GenerationEnding? Settle(PlannedStep step, int? token)
    {
        var conversation = step.Conversation;
        _inSteps.Remove(conversation);
        _planner.Settle(step);
        if (token is not { } id || conversation.IsAbandoned)
        {
            _ready.AddLast(conversation);
            return null;
        }

        GeneratedTokens++;
        var ending = conversation.Accept(id);
        if (ending is null)
            _ready.AddLast(conversation);
        else
            Leave(conversation);
        return ending;
    }

    /// <summary>Takes a conversation back whose step failed, or whose next token cannot be chosen.</summary>
    public void Drop(PlannedStep step)
    {
        _inSteps.Remove(step.Conversation);
        _planner.Abort(step);
        Leave(step.Conversation);
    }

    /// <summary>Ends the schedule.</summary>
    /// <returns>Everyone who is left.</returns>
    public IReadOnlyList<LiveConversation> Clear()
    {
        LiveConversation[] all = [.. _inSteps, .. _ready, .. _waiting];
        _inSteps.Clear();
        _ready.Clear();
        _waiting.Clear();
        return all;
    }

    // In the order of arrival: a large request is not overtaken for ever by small ones.
    void Admit()
    {
        while (_waiting.TryPeek(out var conversation))
        {
            if (!conversation.IsAbandoned)
            {
                if (!cache.TryReserve(conversation.ReservedBlocks))
                    return;

                PromptTokens += conversation.Tokens.Count;
                _ready.AddLast(conversation);
            }

            _waiting.Dequeue();
        }
    }

    void Leave(LiveConversation conversation)
    {
        _planner.Release(conversation);
        cache.Unreserve(conversation.ReservedBlocks);
    }
}
