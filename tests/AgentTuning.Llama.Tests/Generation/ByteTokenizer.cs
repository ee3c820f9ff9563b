using System.Text;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Tests.Generation;

/// <summary>Stands in for a trained tokenizer: one id per byte, after three special tokens.</summary>
sealed class ByteTokenizer : ITokenizer
{
    const int FirstByte = 3;

    public int VocabularySize => FirstByte + 256;

    public int BeginningOfTextId => 1;

    public int EndOfTextId => 2;

    public IReadOnlyList<int> Encode(string text) => [.. Encoding.UTF8.GetBytes(text).Select(value => value + FirstByte)];

    public TokenizedText Encode(IReadOnlyList<RenderedPart> parts)
    {
        var text = string.Concat(parts.Select(part => part.Text));
        var ids = new List<int>();
        var starts = new List<int>();
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out _, out var units);
            foreach (var id in Encode(text.Substring(at, units)))
            {
                ids.Add(id);
                starts.Add(at);
            }

            at += units;
        }

        return new([.. ids], [.. starts]);
    }

    public string? SpecialTokenText(int id) => id switch { 1 => "<s>", 2 => "</s>", _ => null };

    public string? SpecialTokenAt(ReadOnlyMemory<char> text) =>
        text.Span.StartsWith("<s>") ? "<s>" : text.Span.StartsWith("</s>") ? "</s>" : null;

    public int? SpecialTokenId(string text) => text switch { "<s>" => 1, "</s>" => 2, _ => null };

    public string Decode(IEnumerable<int> ids) =>
        Encoding.UTF8.GetString([.. ids.Where(id => id >= FirstByte && id < VocabularySize).Select(id => (byte)(id - FirstByte))]);
}
