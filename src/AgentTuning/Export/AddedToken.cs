using AgentTuning.Tokenization;

namespace AgentTuning.Export;

/// <summary>A token that a <c>tokenizer.json</c> adds to those of its model.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its text.</param>
/// <param name="IsSpecial">True where showing a text leaves it out.</param>
sealed record AddedToken(int Id, string Content, bool IsSpecial)
{
    const int MaxVocabularySize = 4_000_000;

    public static AddedToken Read(TokenizerJsonValue item) =>
        new(item["id"].Number(MaxVocabularySize), item["content"].Text(), item["special"].Truth(missing: false));
}
