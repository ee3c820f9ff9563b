namespace AgentTuning.Environments.AlfWorld;

/// <summary>The rule that ends an episode in which the agent only repeats itself: three equal replies in a row, once there were more than three.</summary>
sealed class EqualReplies
{
    const int Most = 3;

    string? _last;
    int _equal;
    int _count;

    /// <summary>Takes a reply; true where it ends the episode.</summary>
    public bool Add(string reply)
    {
        _equal = reply == _last ? _equal + 1 : 1;
        _last = reply;
        return ++_count > Most && _equal >= Most;
    }
}
