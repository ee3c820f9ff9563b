using System.Buffers.Binary;
using System.Text;

namespace AgentTuning.Tests.Tokenization.SentencePiece;

/// <summary>Writes a protocol buffer message.</summary>
sealed class ProtoMessage
{
    readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    public ProtoMessage Add(int field, string text) => Add(field, Encoding.UTF8.GetBytes(text));

    public ProtoMessage Add(int field, ProtoMessage message) => Add(field, message.Bytes);

    public ProtoMessage Add(int field, byte[] content)
    {
        Number((ulong)(field << 3 | 2));
        Number((ulong)content.Length);
        _bytes.AddRange(content);
        return this;
    }

    public ProtoMessage Add(int field, int value)
    {
        Number((ulong)(field << 3));
        Number(unchecked((ulong)(long)value));
        return this;
    }

    public ProtoMessage Add(int field, bool value) => Add(field, value ? 1 : 0);

    public ProtoMessage Add(int field, float value)
    {
        Number((ulong)(field << 3 | 5));
        var bytes = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.AddRange(bytes);
        return this;
    }

    void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
