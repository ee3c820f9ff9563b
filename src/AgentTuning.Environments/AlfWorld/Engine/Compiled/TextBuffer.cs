using System.Buffers;

namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>Collects a text in memory of the caller, and in a larger rented piece where that is too small.</summary>
ref struct TextBuffer(Span<char> memory)
{
    Span<char> _memory = memory;
    char[]? _rented;
    int _length;

    public void Append(string text)
    {
        if (text.Length > _memory.Length - _length)
            Grow(text.Length);
        text.CopyTo(_memory[_length..]);
        _length += text.Length;
    }

    /// <summary>The text; the buffer is not used again.</summary>
    public string Finish()
    {
        var text = new string(_memory[.._length]);
        if (_rented is not null)
            ArrayPool<char>.Shared.Return(_rented);
        return text;
    }

    void Grow(int more)
    {
        if (_length + more > GameLimits.TextCharacters)
            throw new InvalidDataException($"A text has more than {GameLimits.TextCharacters} characters.");
        var rented = ArrayPool<char>.Shared.Rent(Math.Max(_memory.Length * 2, _length + more));
        _memory[.._length].CopyTo(rented);
        if (_rented is not null)
            ArrayPool<char>.Shared.Return(_rented);
        _memory = _rented = rented;
    }
}
