namespace AgentTuning.Environments.OperatingSystem;

/// <summary>How this environment words what it generates.</summary>
static class OperatingSystemPhrases
{
    /// <summary>How tasks are worded.</summary>
    public static PhraseBook Questions { get; } = new("OperatingSystem/Generation/Wordings.txt");

    /// <summary>How the reference agent thinks; the same for every split.</summary>
    public static PhraseBook Thoughts { get; } = new("OperatingSystem/Reference/Thoughts.txt");

    /// <summary>How plain text is worded; the same for every split.</summary>
    public static PhraseBook Prose { get; } = new("OperatingSystem/Text/Prose.txt");
}
