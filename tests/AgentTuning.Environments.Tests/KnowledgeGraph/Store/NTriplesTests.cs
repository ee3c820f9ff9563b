using System.IO.Compression;
using System.Text;
using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Store;

public sealed class NTriplesTests
{
    const string Ns = "http://rdf.freebase.com/ns/";

    [Fact]
    public void A_statement_of_IRIs_is_read() =>
        Assert.Equal([new(Iri("http://a/s"), Iri("http://a/p"), Iri("http://a/o"))], Read("<http://a/s> <http://a/p> <http://a/o> .\n"));

    [Theory]
    [InlineData("\"x\"", "x", null, null)]
    [InlineData("\"\"", "", null, null)]
    [InlineData("\"x\"^^<http://www.w3.org/2001/XMLSchema#string>", "x", null, null)]
    [InlineData("\"7\"^^<http://www.w3.org/2001/XMLSchema#integer>", "7", "http://www.w3.org/2001/XMLSchema#integer", null)]
    [InlineData("\"7\"^^<http://a/my\\u0041>", "7", "http://a/myA", null)]
    [InlineData("\"x\"@en", "x", null, "en")]
    [InlineData("\"x\"@pt-BR", "x", null, "pt-br")]
    [InlineData("\"a\\tb\\n\\r\\f\\b\\\"\\'\\\\c\"", "a\tb\n\r\f\b\"'\\c", null, null)]
    [InlineData("\"\\u00e9\\U0001F600\"", "é😀", null, null)]
    [InlineData("\"é😀 # . <>\"", "é😀 # . <>", null, null)]
    public void Literals_have_escapes_datatypes_and_languages(string written, string text, string? datatype, string? language) =>
        Assert.Equal(new KnowledgeTerm(KnowledgeTermKind.Literal, text, datatype, language), Read($"<a:s> <a:p> {written} .").Single().Value);

    [Theory]
    [InlineData("_:b1")]
    [InlineData("_:1a.b-c")]
    [InlineData("_:é·x")]
    public void Blank_nodes_have_labels_with_inner_points(string label) =>
        Assert.Equal(new KnowledgeTerm(KnowledgeTermKind.Blank, label[2..]), Read($"{label}<a:p>{label}.").Single().Value);

    [Fact]
    public void Comments_blank_lines_and_every_kind_of_line_end_are_read()
    {
        var text = "\uFEFF# a comment\r\n\r\n \t<a:s>\t<a:p> <a:o1> . # after\r<a:s> <a:p> <a:o2>.\n\n<a:s> <a:p> <a:o3> .";

        Assert.Equal(["a:o1", "a:o2", "a:o3"], Read(text).Select(triple => triple.Value.Text));
    }

    [Fact]
    public void Escapes_in_IRIs_are_decoded() =>
        Assert.Equal($"{Ns}m.é", Read($"<{Ns}m.\\u00E9> <a:p> <a:o> .").Single().Subject.Text);

    [Theory]
    [InlineData("<a:s> <a:p> .", "byte 13: found '.', expected an object")]
    [InlineData("<a:s> <a:p> <a:o>", "found the end of the line, expected a point")]
    [InlineData("<a:s> \"p\" <a:o> .", "byte 7: found '\"p\" <a:o> .', expected a predicate")]
    [InlineData("\"s\" <a:p> <a:o> .", "expected a subject")]
    [InlineData("<s> <a:p> <a:o> .", "byte 1: found '<s> <a:p> <a:o> .', expected an absolute IRI")]
    [InlineData("<a:s> <a:p> <a:o o> .", "expected a character of an IRI")]
    [InlineData("<a:s> <a:p> <a:o\\u00zz> .", "expected 4 hexadecimal digits")]
    [InlineData("<a:s> <a:p> <a:o\\n> .", "expected an escape: \\u0000 or \\U00000000")]
    [InlineData("<a:s> <a:p> \"x\\y\" .", "expected an escape: \\t")]
    [InlineData("<a:s> <a:p> \"x\\uD800\" .", "expected 4 hexadecimal digits of a Unicode character")]
    [InlineData("<a:s> <a:p> \"x\\U00110000\" .", "expected 8 hexadecimal digits of a Unicode character")]
    [InlineData("<a:s> <a:p> \"x .", "expected '\"' at the end of a literal")]
    [InlineData("<a:s> <a:p> \"x\"@ .", "expected a language tag")]
    [InlineData("<a:s> <a:p> \"x\"@1en .", "expected a language tag")]
    [InlineData("<a:s> <a:p> \"x\"@en- .", "expected a language tag")]
    [InlineData("<a:s> <a:p> \"x\"^<a:t> .", "expected ^^<iri>")]
    [InlineData("<a:s> <a:p> \"x\"^^<t> .", "expected an absolute IRI for the datatype")]
    [InlineData("_: <a:p> <a:o> .", "expected a label")]
    [InlineData("_:a:b <a:p> <a:o> .", "byte 4: found ':b <a:p> <a:o> .', expected a predicate")]
    [InlineData("<a:s> <a:p> <a:o> . x", "expected the end of the line or a comment")]
    [InlineData("<a:s> <a:p> <a:o>, <a:o2> .", "expected a point")]
    [InlineData("<a:s> <a:p> <a:o", "expected '>'")]
    [InlineData("@prefix a: <http://a/> .", "expected a subject")]
    public void A_malformed_line_is_named_with_what_was_expected(string line, string part)
    {
        var exception = Assert.Throws<InvalidDataException>(() => Read($"<a:s> <a:p> <a:o> .\n{line}\n"));

        Assert.StartsWith("test.nt line 2, byte", exception.Message, StringComparison.Ordinal);
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused()
    {
        byte[] bytes = [.. "<a:s> <a:p> \"x"u8, 0xC0, 0x80, .. "\" .\n"u8];

        var exception = Assert.Throws<InvalidDataException>(() => NTriples.Read(new MemoryStream(bytes), "test.nt").ToList());

        Assert.Contains("test.nt line 1, byte 15", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_keep_their_numbers_over_many_blocks()
    {
        string[] ends = ["\n", "\r\n", "\r"];
        var text = string.Concat(Enumerable.Range(1, 500).Select(i => $"line {i}{ends[i * 7 % 11 % 3]}"));
        using var blocks = new NTriplesBlocks("test.nt", new MemoryStream(Encoding.UTF8.GetBytes(text)));
        var block = new byte[100];
        var (count, expected) = (0, 1L);
        while (blocks.Read(block, out var line) is > 0 and var length)
        {
            Assert.Equal(expected, line);
            for (ReadOnlySpan<byte> rest = block.AsSpan(0, length); !rest.IsEmpty; expected++)
                Assert.Equal($"line {expected}", Encoding.UTF8.GetString(NTriplesBlocks.TakeLine(ref rest)));
            count++;
        }

        Assert.Equal(501, expected);
        Assert.InRange(count, 40, 100);
    }

    [Fact]
    public void A_line_without_end_is_refused_at_a_limit()
    {
        var exception = Assert.Throws<InvalidDataException>(() => NTriples.Read(new MemoryStream(new byte[NTriplesBlocks.LongestLine + 1]), "zeros.nt").ToList());

        Assert.Equal("zeros.nt line 1 is longer than 16777216 bytes. Is it N-Triples, one statement a line?", exception.Message);
    }

    [Fact]
    public void Gzipped_members_are_read_one_after_another()
    {
        var packed = new MemoryStream();
        packed.Write(Gzip("<a:s> <a:p> <a:o1> .\n"));
        packed.Write(Gzip("<a:s> <a:p> <a:o2> .\n"));
        packed.Position = 0;

        Assert.Equal(["a:o1", "a:o2"], NTriples.Read(packed, "two.nt.gz").Select(triple => triple.Value.Text));
    }

    [Fact]
    public void A_gzipped_file_that_was_cut_short_is_refused()
    {
        var packed = Gzip(string.Concat(Enumerable.Range(0, 5000).Select(i => $"<a:s> <a:p> <a:o{i}> .\n")));

        var exception = Assert.Throws<InvalidDataException>(() => NTriples.Read(new MemoryStream(packed[..^200]), "cut.nt.gz").ToList());

        Assert.Contains("cut.nt.gz", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        KnowledgeTriple[] triples =
        [
            new(Iri("http://a/b c<é>"), Iri("http://a/p"), new KnowledgeTerm(KnowledgeTermKind.Literal, "a\"\\\n\r\t\0é😀", null, "en-gb")),
            new(new KnowledgeTerm(KnowledgeTermKind.Blank, "b.1"), Iri("http://a/p"), new KnowledgeTerm(KnowledgeTermKind.Literal, "1", "http://a/t")),
            new(Iri("http://a/s"), Iri("http://a/p"), KnowledgeTerm.Plain("")),
        ];
        var writer = new StringWriter();

        NTriples.Write(writer, triples);

        Assert.Equal(triples, Read(writer.ToString()));
    }

    [Fact]
    public void A_label_that_cannot_be_written_is_refused() =>
        Assert.Throws<ArgumentException>(() => NTriples.Format(new KnowledgeTerm(KnowledgeTermKind.Blank, "a b")));

    static KnowledgeTerm Iri(string iri) => KnowledgeTerm.Iri(iri);

    static List<KnowledgeTriple> Read(string text) => [.. NTriples.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.nt")];

    static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
