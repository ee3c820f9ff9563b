namespace AgentTuning.Tokenization;

/// <summary>A stretch of text on its way to ids, each of whose characters knows where in the original text it comes from.</summary>
/// <param name="Text">Holds the stretch.</param>
/// <param name="Start">Where it starts in <paramref name="Text"/>.</param>
/// <param name="Length">How long it is, in UTF-16 units.</param>
/// <param name="Origins">For each unit of <paramref name="Text"/> the offset in the original, or null where <paramref name="Text"/> is the original.</param>
readonly record struct TextPiece(string Text, int Start, int Length, int[]? Origins)
{
    /// <summary>The characters.</summary>
    public ReadOnlySpan<char> Span => Text.AsSpan(Start, Length);

    /// <summary>The offset in the original of a unit of the stretch, counted from its start.</summary>
    public int OriginOf(int at) => Origins is null ? Start + at : Origins[Start + at];

    /// <summary>A part of the stretch.</summary>
    public TextPiece Slice(int start, int length) => this with { Start = Start + start, Length = length };
}
