using System.Text;
using AgentTuning.Tokenization.Models;

namespace AgentTuning.Tokenization.Decoders;

/// <summary>Makes text of runs of byte tokens (<c>&lt;0x0A&gt;</c>); a run that is no UTF-8 becomes one U+FFFD a byte.</summary>
sealed class ByteFallbackDecode : IDecodeStep
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public List<DecodedToken> Apply(List<DecodedToken> tokens)
    {
        var texts = new List<DecodedToken>(tokens.Count);
        var run = new List<byte>();
        foreach (var token in tokens)
        {
            if (!token.IsLiteral && ByteTokens.ByteOf(token.Text) is { } value)
            {
                run.Add(value);
                continue;
            }

            Finish(run, texts);
            texts.Add(token);
        }

        Finish(run, texts);
        return texts;
    }

    static void Finish(List<byte> run, List<DecodedToken> texts)
    {
        if (run.Count == 0)
            return;
        try
        {
            texts.Add(new DecodedToken(Strict.GetString([.. run]), IsLiteral: false));
        }
        catch (DecoderFallbackException)
        {
            texts.AddRange(Enumerable.Repeat(new DecodedToken("\uFFFD", IsLiteral: false), run.Count));
        }

        run.Clear();
    }
}
