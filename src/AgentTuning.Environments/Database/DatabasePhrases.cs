namespace AgentTuning.Environments.Database;

/// <summary>How this environment words what it generates.</summary>
static class DatabasePhrases
{
    /// <summary>How tasks are worded.</summary>
    public static PhraseBook Questions { get; } = new("Database/Generation/Phrasings.txt");

    /// <summary>How the reference agent thinks; the same for every split.</summary>
    public static PhraseBook Thoughts { get; } = new("Database/Reference/Thoughts.txt");

    /// <summary>How plain text is worded; the same for every split.</summary>
    public static PhraseBook Prose { get; } = new("Database/Text/Prose.txt");
}
