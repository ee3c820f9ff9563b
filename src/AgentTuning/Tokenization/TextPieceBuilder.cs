using System.Text;

namespace AgentTuning.Tokenization;

/// <summary>Writes a changed text and where each of its characters comes from.</summary>
sealed class TextPieceBuilder
{
    readonly StringBuilder _text = new();
    readonly List<int> _origins = [];

    /// <summary>The units written so far.</summary>
    public int Length => _text.Length;

    /// <summary>Appends text that comes from one place of the original.</summary>
    public void Append(ReadOnlySpan<char> text, int origin)
    {
        _text.Append(text);
        for (var i = 0; i < text.Length; i++)
            _origins.Add(origin);
    }

    /// <summary>Appends a part of a piece as it is.</summary>
    public void Append(TextPiece piece, int start, int length)
    {
        _text.Append(piece.Span.Slice(start, length));
        for (var i = start; i < start + length; i++)
            _origins.Add(piece.OriginOf(i));
    }

    /// <summary>What was written.</summary>
    public TextPiece ToPiece() => new(_text.ToString(), 0, _text.Length, [.. _origins]);
}
