using AgentTuning.Templates.Jinja;
using AgentTuning.Tokenization;

namespace AgentTuning.Templates;

/// <summary>A rendered conversation as the parts that a tokenizer takes.</summary>
static class Rendering
{
    /// <summary>The parts of a text, by whether the template wrote them.</summary>
    /// <param name="text">The rendering.</param>
    /// <param name="start">Where to begin, in UTF-16 units.</param>
    public static IReadOnlyList<RenderedPart> Parts(TracedText text, int start = 0)
    {
        var parts = new List<RenderedPart>();
        foreach (var (end, origin) in text.Runs)
        {
            if (end <= start)
                continue;
            var part = text.Text[start..end];
            var isTrusted = origin == TracedText.Template;
            // Texts of several messages that touch are one part.
            if (parts is [.., var last] && last.IsTrusted == isTrusted)
                parts[^1] = new(last.Text + part, isTrusted);
            else
                parts.Add(new(part, isTrusted));
            start = end;
        }

        return parts;
    }
}
