namespace AgentTuning.Environments.AlfWorld;

/// <summary>How this environment words what it generates.</summary>
static class AlfWorldPhrases
{
    /// <summary>How the reference agents think; the same for every split.</summary>
    public static PhraseBook Thoughts { get; } = new("AlfWorld/Reference/Thoughts.txt");

    /// <summary>How plain text is worded; the same for every split.</summary>
    public static PhraseBook Prose { get; } = new("AlfWorld/Text/Prose.txt");
}
