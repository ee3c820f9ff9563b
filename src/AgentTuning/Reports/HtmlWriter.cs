using System.Text;
using System.Xml;

namespace AgentTuning.Reports;

/// <summary>Writes a page that is well-formed both as HTML and as XML. Every text is escaped; control characters become visible signs.</summary>
sealed class HtmlWriter : IDisposable
{
    static readonly XmlWriterSettings Settings = new()
    {
        OmitXmlDeclaration = true,
        Indent = false,
        NewLineHandling = NewLineHandling.None,
        CloseOutput = false,
    };

    readonly XmlWriter _xml;

    /// <summary>Begins a page.</summary>
    public HtmlWriter(TextWriter output)
    {
        _xml = XmlWriter.Create(output, Settings);
        _xml.WriteDocType("html", null, null, null);
    }

    /// <summary>An element with content.</summary>
    public void Element(string name, Action content, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        content();
        _xml.WriteFullEndElement();
    }

    /// <summary>An element with text.</summary>
    public void Element(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        Text(text);
        _xml.WriteFullEndElement();
    }

    /// <summary>An element that HTML knows without content, or a shape.</summary>
    public void Void(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        _xml.WriteEndElement();
    }

    /// <summary>Text, escaped.</summary>
    public void Text(string text) => _xml.WriteString(Visible(text));

    /// <summary>A line end between blocks, so that the source can be read.</summary>
    public void Line() => _xml.WriteWhitespace("\n");

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();

    /// <summary>The text with characters that neither XML nor a reader can take replaced: ESC by ␛, half a surrogate pair by �.</summary>
    public static string Visible(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            visible.Append(rune.Value switch
            {
                '\n' or '\t' => (char)rune.Value + "",
                < 0x20 => ((char)(0x2400 + rune.Value)).ToString(),
                0x7F => "␡",
                (>= 0x80 and <= 0x9F) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFFFE or 0xFFFF => "\uFFFD",
                _ => rune.ToString(),
            });
        }
        return visible.ToString();
    }

    void Start(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
                _xml.WriteAttributeString(attribute, Visible(value));
        }
    }
}
