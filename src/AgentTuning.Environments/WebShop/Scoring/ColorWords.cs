namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>The reward takes an option value that contains the name of a colour for that colour.</summary>
static class ColorWords
{
    static readonly string[] Names = [.. EmbeddedText.Lines("WebShop/Scoring/Colors.txt")];

    /// <summary>The first name of the list that the value contains; the value itself where it contains none.</summary>
    public static string Normalize(string value) => Array.Find(Names, name => value.Contains(name, StringComparison.Ordinal)) ?? value;

    /// <summary>True for the name of a colour.</summary>
    public static bool Has(string word) => Array.IndexOf(Names, word) >= 0;

    /// <summary>The place of a name in the list; beyond the last one for other words.</summary>
    public static int PlaceOf(string word) => Array.IndexOf(Names, word) is >= 0 and var place ? place : Names.Length;
}
