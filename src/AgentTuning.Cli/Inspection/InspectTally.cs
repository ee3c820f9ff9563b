using System.Globalization;
using AgentTuning.Conversations;
using AgentTuning.Tokenization;

namespace AgentTuning.Cli.Inspection;

/// <summary>What a check of all conversations found.</summary>
sealed class InspectTally
{
    const int MaxNamed = 10;

    readonly List<string> _faults = [];
    int _conversations;
    int _examples;
    long _tokens;
    long _supervised;

    /// <summary>Conversations that cannot be learned from.</summary>
    public int Refused { get; private set; }

    public void Add(Conversation conversation, IReadOnlyList<TokenizedExample> examples)
    {
        _conversations++;
        _examples += examples.Count;
        _tokens += examples.Sum(example => (long)example.Length);
        var supervised = examples.Sum(example => (long)example.Mask.Count(hasLoss => hasLoss));
        _supervised += supervised;
        if (supervised == 0)
            AddFault($"conversation {conversation.Id} has nothing to learn: {(conversation.Turns.Any(turn => turn.Role == TurnRole.Assistant) ? "no reply has loss" : "there is no reply of the model")}.");
    }

    public void AddRefused(string fault)
    {
        _conversations++;
        AddFault(fault);
    }

    public IEnumerable<string> Lines()
    {
        var share = _tokens == 0 ? 0 : 100.0 * _supervised / _tokens;
        yield return string.Create(
            CultureInfo.InvariantCulture, $"{_conversations:N0} conversations, {_examples:N0} examples, {_tokens:N0} tokens, {_supervised:N0} with loss ({share:0.0} %).");
        if (Refused == 0)
            yield break;
        yield return string.Create(CultureInfo.InvariantCulture, $"{Refused:N0} refused:");
        foreach (var fault in _faults)
            yield return $"  {fault}";
        if (Refused > _faults.Count)
            yield return string.Create(CultureInfo.InvariantCulture, $"  … and {Refused - _faults.Count:N0} more");
    }

    void AddFault(string fault)
    {
        Refused++;
        if (_faults.Count < MaxNamed)
            _faults.Add(fault);
    }
}
