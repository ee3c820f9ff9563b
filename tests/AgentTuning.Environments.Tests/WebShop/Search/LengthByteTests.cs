using AgentTuning.Environments.WebShop.Search;

namespace AgentTuning.Environments.Tests.WebShop.Search;

public sealed class LengthByteTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(23, 23)]
    [InlineData(39, 39)]
    [InlineData(40, 40)]
    [InlineData(41, 40)]
    [InlineData(42, 42)]
    [InlineData(100, 96)]
    [InlineData(1000, 984)]
    public void Lengths_below_forty_are_exact_and_others_rounded_down(int length, int expected) => Assert.Equal(expected, LengthByte.Decode(LengthByte.Encode(length)));

    [Fact]
    public void Every_code_reads_back() => Assert.All(Enumerable.Range(0, 200), code => Assert.Equal(code, LengthByte.Encode(LengthByte.Decode((byte)code))));
}
