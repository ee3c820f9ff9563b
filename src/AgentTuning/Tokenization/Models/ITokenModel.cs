namespace AgentTuning.Tokenization.Models;

/// <summary>Makes ids of a piece of text.</summary>
/// <remarks>Safe for several callers at once.</remarks>
interface ITokenModel
{
    /// <summary>Appends the ids of a piece, and for each the UTF-16 offset in the piece of the character that it begins in.</summary>
    void Encode(ReadOnlySpan<char> piece, List<(int Id, int Start)> tokens);
}
