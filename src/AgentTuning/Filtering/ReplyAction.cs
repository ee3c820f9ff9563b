using System.Text.RegularExpressions;
using AgentTuning.Conversations;

namespace AgentTuning.Filtering;

/// <summary>The part of a reply that acts, without the thought before it, as far as it can be told without the environment's grammar.</summary>
public static partial class ReplyAction
{
    /// <summary>
    /// The tool calls where there are some; else the text from the first line on that begins with <c>Action:</c> or <c>Act:</c>; else, where
    /// no line does, the whole reply. Outer whitespace does not count.
    /// </summary>
    public static string Of(Turn reply)
    {
        if (reply.ToolCalls is { Count: > 0 } calls)
            return string.Join('\n', calls.Select(call => $"{call.Name} {call.Arguments}"));
        var match = ActionLine().Match(reply.Text);
        return (match.Success ? reply.Text[match.Index..] : reply.Text).Trim();
    }

    [GeneratedRegex(@"^[ \t]*act(ion)?[ \t]*:", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ActionLine();
}
