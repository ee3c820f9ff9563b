using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>Reads lines of N-Triples (RDF 1.1 N-Triples, section 7) into packed terms.</summary>
/// <param name="file">The file's name, for messages.</param>
/// <param name="blankPrefix">What blank labels of this file begin with; keeps those of several files apart.</param>
sealed class NTriplesParser(string file, string blankPrefix = "")
{
    const int LongestQuote = 80;

    static readonly SearchValues<byte> IriStops = SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(value => (byte)value), .. "<>\"{}|^`\\"u8]);
    static readonly SearchValues<byte> LiteralStops = SearchValues.Create("\"\\\n\r"u8);

    readonly byte[] _blankPrefix = Encoding.UTF8.GetBytes(blankPrefix);
    readonly ByteBuffer _subject = new();
    readonly ByteBuffer _predicate = new();
    readonly ByteBuffer _object = new();
    readonly ByteBuffer _text = new();
    readonly ByteBuffer _datatype = new();
    long _number;

    public ReadOnlySpan<byte> Subject => _subject.Written;

    public ReadOnlySpan<byte> Predicate => _predicate.Written;

    public ReadOnlySpan<byte> Object => _object.Written;

    /// <summary>Reads a line without its end; false where it holds no statement.</summary>
    /// <param name="line">UTF-8.</param>
    /// <param name="number">The line's number, from 1 on.</param>
    /// <exception cref="InvalidDataException">The line is malformed; the message names file, line, column, the text and what was expected.</exception>
    public bool Parse(ReadOnlySpan<byte> line, long number)
    {
        _number = number;
        var at = 0;
        SkipSpace(line, ref at);
        if (at == line.Length || line[at] == '#')
            return false;
        if (!Utf8.IsValid(line))
            throw Fault(line, FirstInvalid(line), "UTF-8");
        if (line[at] == '<')
            ReadIri(line, ref at, _text, _subject);
        else if (line[at] == '_')
            ReadBlank(line, ref at, _subject);
        else
            throw Fault(line, at, "a subject: <iri> or _:label");
        SkipSpace(line, ref at);
        if (At(line, at) != '<')
            throw Fault(line, at, "a predicate: <iri>");
        ReadIri(line, ref at, _text, _predicate);
        SkipSpace(line, ref at);
        switch (At(line, at))
        {
            case '<':
                ReadIri(line, ref at, _text, _object);
                break;
            case '_':
                ReadBlank(line, ref at, _object);
                break;
            case '"':
                ReadLiteral(line, ref at);
                break;
            default:
                throw Fault(line, at, "an object: <iri>, _:label or \"text\"");
        }

        SkipSpace(line, ref at);
        if (At(line, at) != '.')
            throw Fault(line, at, "a point that ends the statement");
        at++;
        SkipSpace(line, ref at);
        if (at < line.Length && line[at] != '#')
            throw Fault(line, at, "the end of the line or a comment after the point");
        return true;
    }

    void ReadIri(ReadOnlySpan<byte> line, ref int at, ByteBuffer text, ByteBuffer packed)
    {
        var start = at;
        var iri = TakeIri(line, ref at, text);
        if (!IsAbsolute(iri))
            throw Fault(line, start, "an absolute IRI, such as <http://example.org/a>");
        PackedTerm.PackIri(packed, iri);
    }

    ReadOnlySpan<byte> TakeIri(ReadOnlySpan<byte> line, scoped ref int at, ByteBuffer text)
    {
        at++;
        var isCopied = false;
        while (true)
        {
            var stop = line[at..].IndexOfAny(IriStops);
            if (stop < 0)
                throw Fault(line, line.Length, "'>' at the end of an IRI");
            var piece = line.Slice(at, stop);
            at += stop;
            if (line[at] == '>')
            {
                at++;
                if (!isCopied)
                    return piece;
                text.Add(piece);
                return text.Written;
            }

            if (line[at] != '\\')
                throw Fault(line, at, "a character of an IRI (space, <, \", {, }, |, ^, ` and control characters are written as \\u0020 and so on), or '>'");
            if (!isCopied)
                text.Clear();
            isCopied = true;
            text.Add(piece);
            ReadCodePoint(line, ref at, text, "an escape: \\u0000 or \\U00000000");
        }
    }

    void ReadBlank(ReadOnlySpan<byte> line, ref int at, ByteBuffer packed)
    {
        if (At(line, at + 1) != ':')
            throw Fault(line, at + 1, "':' after '_' of a blank node");
        var start = at += 2;
        var end = at;
        while (at < line.Length)
        {
            Rune.DecodeFromUtf8(line[at..], out var rune, out var length);
            if (rune.Value == '.' && at > start)
            {
                at++; // a label may hold points, and not end in one
                continue;
            }

            if (!BlankLabel.IsPart(rune, isFirst: at == start))
                break;
            at += length;
            end = at;
        }

        at = end;
        if (end == start)
            throw Fault(line, start, "a label of letters, digits, '_', '-' and '.' after '_:'");
        PackedTerm.PackBlank(packed, _blankPrefix, line[start..end]);
    }

    void ReadLiteral(ReadOnlySpan<byte> line, ref int at)
    {
        var text = TakeText(line, ref at);
        ReadOnlySpan<byte> datatype = [], language = [];
        if (At(line, at) == '@')
        {
            var start = ++at;
            while (at < line.Length && (IsLetter(line[at]) || (at > start && (line[at] == '-' || char.IsAsciiDigit((char)line[at])))))
                at++;
            language = line[start..at];
            if (!IsLanguage(language))
                throw Fault(line, start, "a language tag of at most 255 letters, such as en or pt-BR");
        }
        else if (At(line, at) == '^')
        {
            if (At(line, at + 1) != '^' || At(line, at + 2) != '<')
                throw Fault(line, at + 1, "^^<iri> for the datatype");
            var start = at += 2;
            datatype = TakeIri(line, ref at, _datatype);
            if (!IsAbsolute(datatype))
                throw Fault(line, start, "an absolute IRI for the datatype");
        }

        PackedTerm.PackLiteral(_object, text, datatype, language);
    }

    ReadOnlySpan<byte> TakeText(ReadOnlySpan<byte> line, scoped ref int at)
    {
        at++;
        var isCopied = false;
        while (true)
        {
            var stop = line[at..].IndexOfAny(LiteralStops);
            if (stop < 0)
                throw Fault(line, line.Length, "'\"' at the end of a literal");
            var piece = line.Slice(at, stop);
            at += stop;
            if (line[at] == '"')
            {
                at++;
                if (!isCopied)
                    return piece;
                _text.Add(piece);
                return _text.Written;
            }

            if (!isCopied)
                _text.Clear();
            isCopied = true;
            _text.Add(piece);
            ReadEscape(line, ref at);
        }
    }

    void ReadEscape(ReadOnlySpan<byte> line, ref int at)
    {
        var escaped = At(line, at + 1) switch
        {
            't' => '\t',
            'b' => '\b',
            'n' => '\n',
            'r' => '\r',
            'f' => '\f',
            '"' => '"',
            '\'' => '\'',
            '\\' => '\\',
            _ => '\0',
        };
        if (escaped == '\0')
        {
            ReadCodePoint(line, ref at, _text, "an escape: \\t \\b \\n \\r \\f \\\" \\' \\\\ \\u0000 or \\U00000000");
            return;
        }

        _text.Add((byte)escaped);
        at += 2;
    }

    void ReadCodePoint(ReadOnlySpan<byte> line, ref int at, ByteBuffer text, string wanted)
    {
        var length = At(line, at + 1) switch { 'u' => 4, 'U' => 8, _ => 0 };
        if (length == 0)
            throw Fault(line, at, wanted);
        if (at + 2 + length > line.Length
            || !uint.TryParse(line.Slice(at + 2, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            || !Rune.TryCreate(value, out var rune))
            throw Fault(line, at, $"{length} hexadecimal digits of a Unicode character");
        Span<byte> bytes = stackalloc byte[4];
        text.Add(bytes[..rune.EncodeToUtf8(bytes)]);
        at += 2 + length;
    }

    static bool IsAbsolute(ReadOnlySpan<byte> iri)
    {
        var colon = iri.IndexOf((byte)':');
        if (colon < 1 || !IsLetter(iri[0]))
            return false;
        foreach (var letter in iri[1..colon])
            if (!IsLetter(letter) && !char.IsAsciiDigit((char)letter) && letter is not ((byte)'+' or (byte)'-' or (byte)'.'))
                return false;
        return true;
    }

    static bool IsLanguage(ReadOnlySpan<byte> tag)
    {
        if (tag.Length is 0 or > 255 || tag[^1] == '-' || tag.IndexOf("--"u8) >= 0)
            return false;
        var dash = tag.IndexOf((byte)'-');
        return !(dash < 0 ? tag : tag[..dash]).ContainsAnyInRange((byte)'0', (byte)'9');
    }

    static bool IsLetter(byte value) => char.IsAsciiLetter((char)value);

    static int At(ReadOnlySpan<byte> line, int at) => at < line.Length ? line[at] : -1;

    static void SkipSpace(ReadOnlySpan<byte> line, ref int at)
    {
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t')
            at++;
    }

    static int FirstInvalid(ReadOnlySpan<byte> line)
    {
        var at = 0;
        while (at < line.Length && Rune.DecodeFromUtf8(line[at..], out _, out var length) == OperationStatus.Done)
            at += length;
        return at;
    }

    InvalidDataException Fault(ReadOnlySpan<byte> line, int at, string wanted)
    {
        at = Math.Min(at, line.Length);
        var found = at == line.Length ? "the end of the line" : $"'{Quote(line[at..])}'";
        return new InvalidDataException(string.Create(
            CultureInfo.InvariantCulture, $"{file} line {_number}, byte {at + 1}: found {found}, expected {wanted}. The line is: {Quote(line)}"));
    }

    static string Quote(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 4 * LongestQuote)]);
        return text.Length <= LongestQuote ? text : $"{text[..LongestQuote]}…";
    }
}
