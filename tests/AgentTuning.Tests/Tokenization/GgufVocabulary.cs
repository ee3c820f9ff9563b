using System.Text;
using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization;

/// <summary>Reads just enough of a GGUF file, version 3, to make a byte-level tokenizer of it.</summary>
static class GgufVocabulary
{
    public static ByteLevelBpeTokenizer Load(string path, PreTokenizer preTokenizer)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        Assert.Equal(0x46554747u, reader.ReadUInt32());
        Assert.Equal(3u, reader.ReadUInt32());
        reader.ReadInt64();
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var left = reader.ReadInt64(); left > 0; left--)
        {
            var key = ReadText(reader);
            values[key] = ReadValue(reader, reader.ReadInt32());
        }

        var tokens = ((object[])values["tokenizer.ggml.tokens"]).Cast<string>().ToArray();
        var types = ((object[])values["tokenizer.ggml.token_type"]).Select(Convert.ToInt32).ToArray();
        var special = Enumerable.Range(0, tokens.Length).Where(id => types[id] == 3).Select(id => new SpecialToken(id, tokens[id])).ToArray();
        return new ByteLevelBpeTokenizer(new BpeModel
        {
            Vocabulary = Enumerable.Range(0, tokens.Length).ToDictionary(id => tokens[id], StringComparer.Ordinal),
            Merges = [.. ((object[])values["tokenizer.ggml.merges"]).Cast<string>().Select(pair => pair.Split(' ')).Select(pair => (pair[0], pair[1]))],
            SpecialTokens = [.. special],
            BeginningOfText = tokens[Convert.ToInt32(values["tokenizer.ggml.bos_token_id"])],
            EndOfText = tokens[Convert.ToInt32(values["tokenizer.ggml.eos_token_id"])],
            PreTokenizer = preTokenizer,
        });
    }

    static string ReadText(BinaryReader reader) => Encoding.UTF8.GetString(reader.ReadBytes(checked((int)reader.ReadInt64())));

    static object ReadValue(BinaryReader reader, int type) => type switch
    {
        0 or 7 => (int)reader.ReadByte(),
        1 => (int)reader.ReadSByte(),
        2 => (int)reader.ReadUInt16(),
        3 => (int)reader.ReadInt16(),
        4 => (long)reader.ReadUInt32(),
        5 => reader.ReadInt32(),
        6 => reader.ReadSingle(),
        8 => ReadText(reader),
        9 => ReadArray(reader),
        10 or 11 => reader.ReadInt64(),
        12 => reader.ReadDouble(),
        _ => throw new InvalidDataException($"value type {type}"),
    };

    static object[] ReadArray(BinaryReader reader)
    {
        var type = reader.ReadInt32();
        var items = new object[reader.ReadInt64()];
        for (var i = 0; i < items.Length; i++)
            items[i] = ReadValue(reader, type);
        return items;
    }
}
