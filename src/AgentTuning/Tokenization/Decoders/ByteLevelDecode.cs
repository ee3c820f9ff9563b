using System.Text;

namespace AgentTuning.Tokenization.Decoders;

/// <summary>Reads the byte-level alphabet, and makes one text of all tokens.</summary>
sealed class ByteLevelDecode : IDecodeStep
{
    /// <inheritdoc/>
    public List<DecodedToken> Apply(List<DecodedToken> tokens)
    {
        using var bytes = new MemoryStream();
        foreach (var token in tokens)
            bytes.Write((token.IsLiteral ? null : ByteLevelAlphabet.BytesOf(token.Text)) ?? Encoding.UTF8.GetBytes(token.Text));
        return [new DecodedToken(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length), IsLiteral: false)];
    }
}
