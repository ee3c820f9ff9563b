using AgentTuning.Gguf;

namespace AgentTuning.Tests.Gguf;

public sealed class GgufNumbersTests
{
    [Fact]
    public void A_block_of_q8_0_has_the_scale_of_its_largest_number_and_rounds_halves_away_from_zero()
    {
        var numbers = new float[32];
        (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]) = (-127, 126.5f, 0.5f, -0.5f, 0.49f);
        var bytes = new byte[34];

        GgufNumbers.Encode(GgufTensorType.Q80, numbers, bytes);

        Assert.Equal([0x00, 0x3C, 0x81, 127, 1, 0xFF, 0, 0], bytes[..8]); // 1 as binary16, -127, 127, 1, -1, 0, 0
    }

    [Fact]
    public void The_bytes_of_q8_0_are_made_with_the_exact_scale_and_not_with_the_rounded_one()
    {
        // The scale 0.3 / 127 = 0.0023622 is 0.0023613 in binary16; 0.29882 / 0.0023622 = 126.50 and / 0.0023613 = 126.55.
        var numbers = new float[32];
        (numbers[0], numbers[1], numbers[2]) = (0.3f, 0.2988f, -0.1f);
        var bytes = new byte[34];
        var back = new float[32];

        GgufNumbers.Encode(GgufTensorType.Q80, numbers, bytes);
        GgufNumbers.Decode(GgufTensorType.Q80, bytes, back);

        Assert.Equal([0xD6, 0x18, 127, 126, 0xD6], bytes[..5]);
        Assert.Equal(127 * 0.002361297607421875f, back[0]);
        Assert.Equal(-42 * 0.002361297607421875f, back[2]);
    }

    [Fact]
    public void A_block_of_zeros_stays_zeros()
    {
        var bytes = new byte[34];

        GgufNumbers.Encode(GgufTensorType.Q80, new float[32], bytes);

        Assert.All(bytes, value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(GgufTensorType.F32, new byte[] { 0x00, 0x00, 0x80, 0x3F, 0x00, 0x80, 0x80, 0xBF })]
    [InlineData(GgufTensorType.F16, new byte[] { 0x00, 0x3C, 0x04, 0xBC })]
    [InlineData(GgufTensorType.BF16, new byte[] { 0x80, 0x3F, 0x80, 0xBF })] // a tie goes to the even one
    public void Other_types_round_to_the_nearest(GgufTensorType type, byte[] expected)
    {
        var bytes = new byte[expected.Length];

        GgufNumbers.Encode(type, [1, -1.00390625f], bytes);

        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData(GgufTensorType.F32)]
    [InlineData(GgufTensorType.F16)]
    [InlineData(GgufTensorType.BF16)]
    public void What_a_type_can_hold_comes_back(GgufTensorType type)
    {
        float[] numbers = [0, 1, -2.5f, 0.15625f, 1024, -0f];
        var bytes = new byte[GgufNumbers.ByteCount(type, numbers.Length)];
        var back = new float[numbers.Length];

        GgufNumbers.Encode(type, numbers, bytes);
        GgufNumbers.Decode(type, bytes, back);

        Assert.Equal(numbers, back);
    }

    [Fact]
    public void Part_of_a_block_is_refused()
    {
        Assert.Throws<ArgumentException>(() => GgufNumbers.ByteCount(GgufTensorType.Q80, 33));
    }
}
