using System.Buffers.Binary;

namespace AgentTuning.Tokenization.SentencePiece;

/// <summary>The fields of a protocol buffer message, one after another. Lengths are checked against the message's.</summary>
ref struct ProtoFields(ReadOnlySpan<byte> message)
{
    ReadOnlySpan<byte> _rest = message;

    /// <summary>The number of the field at hand.</summary>
    public int Number { get; private set; }

    /// <summary>Its value where it is a number; 32-bit ones as their bits.</summary>
    public ulong Value { get; private set; }

    /// <summary>Its content where it is a text, bytes or a message.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>The value as a truth value.</summary>
    public readonly bool IsTrue => Value != 0;

    /// <summary>The value as a 32-bit float.</summary>
    public readonly float Single => BitConverter.UInt32BitsToSingle((uint)Value);

    /// <summary>The value as a whole number.</summary>
    public readonly int Whole => unchecked((int)(long)Value);

    /// <summary>Goes to the next field; false where there is none.</summary>
    /// <exception cref="FormatException">The message is damaged.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        var tag = ReadNumber();
        (Number, Value) = ((int)(tag >> 3 & 0x1FFFFFFF), 0);
        Content = default;
        switch (tag & 7)
        {
            case 0:
                Value = ReadNumber();
                break;
            case 1:
                Value = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                Content = Take(ReadNumber());
                break;
            case 5:
                Value = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw new FormatException($"a field has the wire type {tag & 7}");
        }

        return true;
    }

    ulong ReadNumber()
    {
        var number = 0ul;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var value = Take(1)[0];
            number |= (ulong)(value & 0x7F) << shift;
            if (value < 0x80)
                return number;
        }

        throw new FormatException("a number is longer than 64 bits");
    }

    ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
            throw new FormatException($"a field of {length} bytes is longer than what is left, {_rest.Length}");
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}
