namespace AgentTuning.Tokenization.Decoders;

/// <summary>Makes one text of all tokens.</summary>
sealed class FuseDecode : IDecodeStep
{
    /// <inheritdoc/>
    public List<DecodedToken> Apply(List<DecodedToken> tokens) => [new DecodedToken(string.Concat(tokens.Select(token => token.Text)), IsLiteral: false)];
}
