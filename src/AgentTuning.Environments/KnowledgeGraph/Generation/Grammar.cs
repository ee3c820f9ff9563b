namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>The English that the wordings need: articles, and verbs that agree with a number.</summary>
static class Grammar
{
    /// <summary>With an indefinite article.</summary>
    public static string WithArticle(string noun) => $"{(noun.Length > 0 && "aeiouAEIOU".Contains(noun[0], StringComparison.Ordinal) ? "an" : "a")} {noun}";

    /// <summary>A word in braces as one or several things need it.</summary>
    public static string Agree(string word, bool isOne) => (word, isOne) switch
    {
        ("is", true) => "is",
        ("is", false) => "are",
        ("was", true) => "was",
        ("was", false) => "were",
        ("has", true) => "has",
        ("has", false) => "have",
        ("its", true) => "its",
        ("its", false) => "their",
        ("citizen" or "parent" or "child", true) => WithArticle(word),
        ("citizen" or "parent", false) => word + "s",
        ("child", false) => "children",
        (_, false) => word,
        _ => word.EndsWith('h') && !word.EndsWith("gh", StringComparison.Ordinal) || word.EndsWith('s') ? word + "es" : word + "s",
    };
}
