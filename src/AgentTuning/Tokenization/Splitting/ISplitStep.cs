namespace AgentTuning.Tokenization.Splitting;

/// <summary>Cuts a piece of text into smaller ones, across which nothing is merged.</summary>
/// <remarks>Keeps no state: safe for several callers at once.</remarks>
interface ISplitStep
{
    /// <summary>Adds the parts of a piece in their order; empty ones are left out.</summary>
    void Split(TextPiece piece, List<TextPiece> parts);
}
