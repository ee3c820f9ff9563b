using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Generation;

/// <summary>The text of a reply as its tokens come.</summary>
/// <remarks>
/// Templates put white space around a reply, which is no part of it. What a later token can still change is held back: the beginning of a
/// character, white space at the end, the beginning of a stop sequence.
/// </remarks>
/// <param name="tokenizer">The model's tokenizer.</param>
/// <param name="stopSequences">Texts that end the reply and are left out; empty ones are ignored.</param>
sealed class ReplyText(ITokenizer tokenizer, IEnumerable<string> stopSequences)
{
    const char Replacement = '\uFFFD';

    readonly string[] _stopSequences = [.. stopSequences.Where(sequence => sequence.Length > 0)];
    readonly List<int> _ids = [];
    int _given;

    /// <summary>True once a stop sequence was seen: nothing comes after it.</summary>
    public bool IsStopped { get; private set; }

    public int TokenCount => _ids.Count;

    /// <summary>Takes a token.</summary>
    /// <returns>The text that is certain now and was not before.</returns>
    public string Add(int token)
    {
        _ids.Add(token);
        var text = tokenizer.Decode(_ids).TrimStart();
        if (StopIndex(text) is { } stop)
        {
            IsStopped = true;
            return Give(text[..stop].TrimEnd());
        }

        var certain = text.AsSpan().TrimEnd(Replacement);
        certain = certain[..^PossibleStop(certain)].TrimEnd();
        return Give(certain.ToString());
    }

    /// <summary>The rest of the text, when no token follows.</summary>
    public string Finish() => IsStopped ? "" : Give(tokenizer.Decode(_ids).Trim());

    string Give(string text)
    {
        var rest = text.Length > _given ? text[_given..] : "";
        _given = Math.Max(_given, text.Length);
        return rest;
    }

    int? StopIndex(string text)
    {
        var indices = _stopSequences.Select(sequence => text.IndexOf(sequence, StringComparison.Ordinal)).Where(index => index >= 0);
        return indices.Select(index => (int?)index).Min();
    }

    // The longest end of the text with which a stop sequence may begin.
    int PossibleStop(ReadOnlySpan<char> text)
    {
        var longest = 0;
        foreach (var sequence in _stopSequences)
        {
            for (var length = Math.Min(sequence.Length - 1, text.Length); length > longest; length--)
            {
                if (text.EndsWith(sequence.AsSpan(0, length), StringComparison.Ordinal))
                    longest = length;
            }
        }

        return longest;
    }
}
