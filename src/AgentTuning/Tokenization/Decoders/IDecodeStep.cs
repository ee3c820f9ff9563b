namespace AgentTuning.Tokenization.Decoders;

/// <summary>Brings tokens one step nearer to their text.</summary>
/// <remarks>Keeps no state: safe for several callers at once.</remarks>
interface IDecodeStep
{
    /// <summary>The tokens after the step.</summary>
    List<DecodedToken> Apply(List<DecodedToken> tokens);
}
