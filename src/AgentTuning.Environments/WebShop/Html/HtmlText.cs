using System.Buffers;
using System.Text;

namespace AgentTuning.Environments.WebShop.Html;

/// <summary>Writes texts that may hold anything into HTML, so that a browser reads them back as they were.</summary>
static class HtmlText
{
    static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'\r\0");

    /// <summary>The text with every character escaped that means something, in text as in attributes in double quotes.</summary>
    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny(Special) < 0)
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\r' => escaped.Append("&#13;"), // a bare one would be read as a line end
                '\0' => escaped.Append('\ufffd'), // HTML has no such character
                _ => escaped.Append(character),
            };
        return escaped.ToString();
    }
}
