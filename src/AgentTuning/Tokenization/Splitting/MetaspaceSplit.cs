using AgentTuning.Tokenization.Patterns;

namespace AgentTuning.Tokenization.Splitting;

/// <summary>Writes spaces as a visible character, puts one in front, and cuts before each, as SentencePiece does.</summary>
sealed class MetaspaceSplit(char replacement, MetaspacePrefix prefix, bool cuts) : ISplitStep
{
    readonly PatternSplit _cut = new(TextPattern.Literal(replacement.ToString()), SplitBehavior.MergedWithNext);

    /// <inheritdoc/>
    public void Split(TextPiece piece, List<TextPiece> parts)
    {
        if (piece.Length == 0)
            return;
        var builder = new TextPieceBuilder();
        var isPrefixed = prefix == MetaspacePrefix.Always || (prefix == MetaspacePrefix.First && piece.OriginOf(0) == 0);
        if (isPrefixed && piece.Span[0] != ' ' && piece.Span[0] != replacement)
            builder.Append([replacement], piece.OriginOf(0));
        for (var i = 0; i < piece.Length; i++)
            builder.Append([piece.Span[i] == ' ' ? replacement : piece.Span[i]], piece.OriginOf(i));
        if (cuts)
            _cut.Split(builder.ToPiece(), parts);
        else
            parts.Add(builder.ToPiece());
    }
}
