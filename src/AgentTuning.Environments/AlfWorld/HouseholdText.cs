namespace AgentTuning.Environments.AlfWorld;

/// <summary>How the benchmark words what the game says.</summary>
static class HouseholdText
{
    /// <summary>What the game says where a command is impossible.</summary>
    public const string NothingHappens = "Nothing happens";

    const string Paragraph = "\n\n";
    const string Arrival = "You arrive at loc ";
    const string SentenceEnd = ". ";

    /// <summary>The first observation without its banner: all paragraphs but the first, a line each.</summary>
    public static string WithoutBanner(string observation)
    {
        var end = observation.IndexOf(Paragraph, StringComparison.Ordinal);
        return end < 0 ? "" : observation[(end + Paragraph.Length)..].Replace(Paragraph, "\n", StringComparison.Ordinal);
    }

    /// <summary>An observation without the sentence that numbers the place of arrival, which older games begin with.</summary>
    public static string WithoutArrival(string observation)
    {
        if (!observation.StartsWith(Arrival, StringComparison.Ordinal))
            return observation;
        var end = observation.IndexOf(SentenceEnd, StringComparison.Ordinal);
        return end < 0 ? observation[1..] : observation[(end + SentenceEnd.Length)..]; // without an end, the original cuts one letter
    }

    /// <summary>The list of commands that two of the editions show.</summary>
    public static string Actions(IEnumerable<string> commands) => $" AVAILABLE ACTIONS: {string.Join('\n', commands)}\n";

    /// <summary>A turn's text without its list.</summary>
    public static string WithoutActions(string text)
    {
        var start = text.IndexOf("AVAILABLE ACTIONS", StringComparison.Ordinal);
        return start < 0 ? text : text[..start];
    }
}
