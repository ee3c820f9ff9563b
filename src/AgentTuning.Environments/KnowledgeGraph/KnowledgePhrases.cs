namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>How this environment words what it generates.</summary>
static class KnowledgePhrases
{
    /// <summary>How tasks are worded.</summary>
    public static PhraseBook Questions { get; } = new("KnowledgeGraph/Generation/Questions.txt");

    /// <summary>How the reference agent thinks; the same for every split.</summary>
    public static PhraseBook Thoughts { get; } = new("KnowledgeGraph/Reference/Thoughts.txt");

    /// <summary>How plain text is worded; the same for every split.</summary>
    public static PhraseBook Prose { get; } = new("KnowledgeGraph/Text/Prose.txt");
}
