using AgentTuning.Environments.AlfWorld.Snapping;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>What the grammar finds in a reply of text.</summary>
/// <param name="Action">What stands after the first <c>ACTION:</c> on its line, or the first line of a reply without one; trimmed, lower case.</param>
/// <param name="HasMark">True where there was an <c>ACTION:</c>.</param>
public sealed record HouseholdReply(string Action, bool HasMark)
{
    const string Mark = "ACTION:";

    /// <summary>Reads a reply.</summary>
    public static HouseholdReply Parse(string text)
    {
        var mark = text.IndexOf(Mark, StringComparison.Ordinal);
        if (mark < 0)
            return new HouseholdReply(Normalize(text), HasMark: false);
        var start = mark + Mark.Length;
        var end = text.IndexOf('\n', start);
        return new HouseholdReply(Normalize(end < 0 ? text[start..] : text[start..end]), HasMark: true);
    }

    /// <summary>The action in a text that holds nothing else: its first line, trimmed, lower case.</summary>
    public static string Normalize(string text)
    {
        var action = PythonText.Strip(text).ToLowerInvariant();
        var end = action.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? action : action[..end];
    }
}
