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

    public string Decode(IEnumerable<int> ids) =>
        Encoding.UTF8.GetString([.. ids.Where(id => id >= FirstByte && id < VocabularySize).Select(id => (byte)(id - FirstByte))]);
}
