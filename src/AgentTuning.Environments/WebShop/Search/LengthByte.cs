using System.Numerics;

namespace AgentTuning.Environments.WebShop.Search;

/// <summary>Lengths of documents in one byte, as Lucene 8 keeps them: exact below 40, four significant bits above.</summary>
static class LengthByte
{
    const int FreeValues = 24;
    const int MantissaBits = 3;

    /// <summary>The byte of a length.</summary>
    public static byte Encode(int length) => (byte)(length < FreeValues ? length : FreeValues + EncodeFloat(length - FreeValues));

    /// <summary>The length that a byte stands for.</summary>
    public static int Decode(byte code) => code < FreeValues ? code : (int)(FreeValues + DecodeFloat(code - FreeValues));

    static int EncodeFloat(int value)
    {
        if (value < 1 << MantissaBits)
            return value;
        var shift = BitOperations.Log2((uint)value) - MantissaBits;
        return ((value >> shift) & ((1 << MantissaBits) - 1)) | ((shift + 1) << MantissaBits);
    }

    static long DecodeFloat(int code)
    {
        var shift = (code >> MantissaBits) - 1;
        var bits = code & ((1 << MantissaBits) - 1);
        return shift < 0 ? bits : (long)(bits | (1 << MantissaBits)) << shift;
    }
}
