using System.Globalization;

namespace AgentTuning.Environments.AlfWorld.Reference;

/// <summary>Names of things and receptacles: a class and a number.</summary>
static class ThingName
{
    /// <summary>The class: <c>soapbar</c> of <c>soapbar 2</c>.</summary>
    public static string ClassOf(string name) => name.LastIndexOf(' ') is > 0 and var space ? name[..space] : name;

    /// <summary>The number, 0 where there is none.</summary>
    public static int NumberOf(string name) =>
        int.TryParse(name.AsSpan(name.LastIndexOf(' ') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The names of a list such as <c>a mug 2, a mug 1, and a pen 1</c>; empty for <c>nothing</c>.</summary>
    public static IEnumerable<string> List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(item => item.StartsWith("and ", StringComparison.Ordinal) ? item[4..] : item)
        .Select(item => item.StartsWith("a ", StringComparison.Ordinal) ? item[2..] : item)
        .Where(item => item.Length > 0 && item != "nothing");

    /// <summary>With its article: <c>an apple</c>.</summary>
    public static string WithArticle(string noun) => noun.Length > 0 && "aeiou".Contains(noun[0], StringComparison.Ordinal) ? $"an {noun}" : $"a {noun}";
}
