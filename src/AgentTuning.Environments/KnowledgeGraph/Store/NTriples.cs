using System.Globalization;
using System.Text;

namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>Reads and writes graphs as text, one statement a line (RDF 1.1 N-Triples).</summary>
public static class NTriples
{
    const int SmallestBlock = 1 << 12;

    /// <summary>The statements of a file, plain or gzipped, one by one.</summary>
    /// <exception cref="InvalidDataException">A line is malformed; the message names file, line, byte, what was found and what was expected.</exception>
    public static IEnumerable<KnowledgeTriple> Read(string path) => Read(
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan), Path.GetFileName(path));

    /// <summary>The statements of a stream that can be sought, plain or gzipped; it is closed at the end.</summary>
    /// <param name="source">UTF-8.</param>
    /// <param name="name">What the stream is called in messages.</param>
    /// <exception cref="InvalidDataException">A line is malformed.</exception>
    public static IEnumerable<KnowledgeTriple> Read(Stream source, string name)
    {
        using var blocks = new NTriplesBlocks(name, source);
        var parser = new NTriplesParser(name);
        var block = new byte[blocks.IsCompressed ? NTriplesBlocks.LongestLine : Math.Clamp(source.Length + 1, SmallestBlock, NTriplesBlocks.LongestLine)];
        var triples = new List<KnowledgeTriple>();
        while (blocks.Read(block, out var line) is > 0 and var length)
        {
            Parse(parser, block.AsSpan(0, length), line, triples);
            foreach (var triple in triples)
                yield return triple;
            triples.Clear();
        }
    }

    /// <summary>Writes statements, one a line, each line ended by <c>\n</c>.</summary>
    public static void Write(TextWriter writer, IEnumerable<KnowledgeTriple> triples)
    {
        foreach (var triple in triples)
            writer.Write($"{Format(triple.Subject)} {Format(triple.Predicate)} {Format(triple.Value)} .\n");
    }

    /// <summary>A term as it stands in a line.</summary>
    /// <exception cref="ArgumentException">A blank node's label has a character that labels have not.</exception>
    public static string Format(KnowledgeTerm term)
    {
        var text = new StringBuilder(term.Text.Length + 8);
        switch (term.Kind)
        {
            case KnowledgeTermKind.Iri:
                AppendIri(text, term.Text);
                break;
            case KnowledgeTermKind.Blank:
                if (!BlankLabel.IsValid(term.Text))
                    throw new ArgumentException($"'{term.Text}' is no label of a blank node: letters, digits, '_', '-' and inner '.' are.", nameof(term));
                text.Append("_:").Append(term.Text);
                break;
            default:
                AppendLiteral(text, term);
                break;
        }

        return text.ToString();
    }

    static void Parse(NTriplesParser parser, ReadOnlySpan<byte> text, long line, List<KnowledgeTriple> triples)
    {
        for (; !text.IsEmpty; line++)
            if (parser.Parse(NTriplesBlocks.TakeLine(ref text), line))
                triples.Add(new KnowledgeTriple(PackedTerm.Unpack(parser.Subject), PackedTerm.Unpack(parser.Predicate), PackedTerm.Unpack(parser.Object)));
    }

    static void AppendIri(StringBuilder text, string iri)
    {
        text.Append('<');
        foreach (var letter in iri)
        {
            if (letter <= ' ' || "<>\"{}|^`\\".Contains(letter, StringComparison.Ordinal))
                text.Append("\\u").Append(((int)letter).ToString("X4", CultureInfo.InvariantCulture));
            else
                text.Append(letter);
        }

        text.Append('>');
    }

    static void AppendLiteral(StringBuilder text, KnowledgeTerm term)
    {
        text.Append('"');
        foreach (var letter in term.Text)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
        if (term.Language is { } language)
        {
            text.Append('@').Append(language);
        }
        else if (term.Datatype is { } datatype)
        {
            text.Append("^^");
            AppendIri(text, datatype);
        }
    }
}
