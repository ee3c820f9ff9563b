using System.Buffers.Binary;
using System.Text;

namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>The bytes of a term in a store: a tag, then what the tag leaves open, in UTF-8. Equal terms have equal bytes.</summary>
/// <remarks>
/// Tags are ordered so that IRIs come before blank nodes and these before literals. Frequent beginnings of IRIs and frequent datatypes have tags of
/// their own. The tables are part of the file format: append, and never change.
/// </remarks>
static class PackedTerm
{
    public const byte BlankTag = 0x40;
    public const byte PlainTag = 0x50;
    const byte FirstIriTag = 0x10;
    const byte LanguageTag = 0x51;
    const byte FirstTypeTag = 0x60;
    const byte OtherTypeTag = 0x7f;
    const int MaxLanguageLength = 255;

    static readonly byte[][] Namespaces =
    [
        [],
        [.. "http://rdf.freebase.com/ns/"u8],
        [.. "http://www.w3.org/1999/02/22-rdf-syntax-ns#"u8],
        [.. "http://www.w3.org/2000/01/rdf-schema#"u8],
        [.. "http://www.w3.org/2001/XMLSchema#"u8],
        [.. "http://www.w3.org/2002/07/owl#"u8],
        [.. "http://rdf.freebase.com/key/"u8],
        [.. "http://www.wikidata.org/entity/"u8],
        [.. "http://www.wikidata.org/prop/direct/"u8],
        [.. "http://dbpedia.org/resource/"u8],
        [.. "http://dbpedia.org/ontology/"u8],
        [.. "http://dbpedia.org/property/"u8],
        [.. "http://schema.org/"u8],
        [.. "http://xmlns.com/foaf/0.1/"u8],
        [.. "http://www.w3.org/2004/02/skos/core#"u8],
    ];

    static readonly byte[] Xsd = [.. "http://www.w3.org/2001/XMLSchema#"u8];

    // Without string, which is the datatype of a plain literal (RDF 1.1 Concepts, section 3.3).
    static readonly string[] TypeNames =
    [
        "boolean", "integer", "decimal", "double", "float", "date", "dateTime", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay", "time",
        "duration", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger",
        "unsignedInt", "unsignedLong", "anyURI", "dateTimeStamp",
    ];

    static readonly byte[][] Types = [.. TypeNames.Select(Encoding.UTF8.GetBytes)];
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>True for the bytes of a term that leads nowhere.</summary>
    public static bool IsLiteral(ReadOnlySpan<byte> packed) => packed[0] >= PlainTag;

    /// <summary>The bytes of a term.</summary>
    /// <exception cref="ArgumentException">The text is no Unicode text, or the language tag is too long.</exception>
    public static byte[] Pack(KnowledgeTerm term)
    {
        var buffer = new ByteBuffer();
        var text = Bytes(term.Text);
        switch (term.Kind)
        {
            case KnowledgeTermKind.Iri:
                PackIri(buffer, text);
                break;
            case KnowledgeTermKind.Blank:
                PackBlank(buffer, [], text);
                break;
            default:
                PackLiteral(buffer, text, term.Datatype is { } type ? Bytes(type) : [], term.Language is { } tag ? Bytes(tag) : []);
                break;
        }

        return buffer.Written.ToArray();
    }

    /// <summary>The term of some bytes.</summary>
    /// <exception cref="InvalidDataException">They are no term.</exception>
    public static KnowledgeTerm Unpack(ReadOnlySpan<byte> packed)
    {
        if (packed.IsEmpty)
            throw new InvalidDataException("A term has no bytes.");
        var rest = packed[1..];
        return packed[0] switch
        {
            var tag when tag >= FirstIriTag && tag < FirstIriTag + Namespaces.Length =>
                new KnowledgeTerm(KnowledgeTermKind.Iri, string.Concat(Text(Namespaces[tag - FirstIriTag]), Text(rest))),
            BlankTag => new KnowledgeTerm(KnowledgeTermKind.Blank, Text(rest)),
            PlainTag => KnowledgeTerm.Plain(Text(rest)),
            LanguageTag when rest.Length > 0 && rest[0] < rest.Length =>
                new KnowledgeTerm(KnowledgeTermKind.Literal, Text(rest[(1 + rest[0])..]), Language: Text(rest[1..(1 + rest[0])])),
            var tag when tag >= FirstTypeTag && tag < FirstTypeTag + Types.Length =>
                new KnowledgeTerm(KnowledgeTermKind.Literal, Text(rest), string.Concat(Text(Xsd), TypeNames[tag - FirstTypeTag])),
            OtherTypeTag when rest.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(rest) is var length && length <= (uint)(rest.Length - 4) =>
                new KnowledgeTerm(KnowledgeTermKind.Literal, Text(rest[(4 + (int)length)..]), Text(rest[4..(4 + (int)length)])),
            _ => throw new InvalidDataException(
                $"A term begins with the bytes {Convert.ToHexString(packed[..Math.Min(packed.Length, 8)])}, which no term does."),
        };
    }

    /// <summary>Writes an IRI in UTF-8.</summary>
    public static void PackIri(ByteBuffer buffer, ReadOnlySpan<byte> iri)
    {
        buffer.Clear();
        for (var i = 1; i < Namespaces.Length; i++)
        {
            if (!iri.StartsWith(Namespaces[i]))
                continue;
            buffer.Add((byte)(FirstIriTag + i));
            buffer.Add(iri[Namespaces[i].Length..]);
            return;
        }

        buffer.Add(FirstIriTag);
        buffer.Add(iri);
    }

    /// <summary>Writes a blank node; the prefix keeps the labels of several files apart.</summary>
    public static void PackBlank(ByteBuffer buffer, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> label)
    {
        buffer.Clear();
        buffer.Add(BlankTag);
        buffer.Add(prefix);
        buffer.Add(label);
    }

    /// <summary>Writes a literal; of datatype and language one at most is not empty.</summary>
    public static void PackLiteral(ByteBuffer buffer, ReadOnlySpan<byte> text, ReadOnlySpan<byte> datatype, ReadOnlySpan<byte> language)
    {
        buffer.Clear();
        if (!language.IsEmpty)
        {
            if (language.Length > MaxLanguageLength)
                throw new ArgumentException($"A language tag has {language.Length} bytes, expected at most {MaxLanguageLength}.", nameof(language));
            buffer.Add(LanguageTag);
            buffer.Add((byte)language.Length);
            foreach (var letter in language)
                buffer.Add(letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter);
        }
        else if (datatype.IsEmpty || (datatype.StartsWith(Xsd) && datatype[Xsd.Length..].SequenceEqual("string"u8)))
        {
            buffer.Add(PlainTag);
        }
        else if (TypeCode(datatype) is >= 0 and var code)
        {
            buffer.Add((byte)(FirstTypeTag + code));
        }
        else
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, datatype.Length);
            buffer.Add(OtherTypeTag);
            buffer.Add(length);
            buffer.Add(datatype);
        }

        buffer.Add(text);
    }

    static int TypeCode(ReadOnlySpan<byte> datatype)
    {
        if (!datatype.StartsWith(Xsd))
            return -1;
        var name = datatype[Xsd.Length..];
        for (var i = 0; i < Types.Length; i++)
            if (name.SequenceEqual(Types[i]))
                return i;
        return -1;
    }

    static byte[] Bytes(string text) => Strict.GetBytes(text);

    static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException("A term is no UTF-8 text.", exception);
        }
    }
}
