using AgentTuning.Environments.Database.Python;

namespace AgentTuning.Environments.Tests.Database.Python;

public sealed class PythonLiteralTests
{
    public static TheoryData<object?, string> Values => new()
    {
        { null, "None" },
        { true, "True" },
        { 5L, "5" },
        { 5.0, "5.0" },
        { -0.05944055944055915, "-0.05944055944055915" },
        { 6.364724231365516e+17, "6.364724231365516e+17" },
        { 1e16, "1e+16" },
        { 123456789012345.0, "123456789012345.0" },
        { 0.0001, "0.0001" },
        { 0.00001, "1e-05" },
        { 2.50m, "Decimal('2.50')" },
        { "a", "'a'" },
        { "it's", "\"it's\"" },
        { "it's \"x\"", "'it\\'s \"x\"'" },
        { "a\\b\n\t\0\u007f", "'a\\\\b\\n\\t\\x00\\x7f'" },
        { "é–\u00a0\u200b\U0001F600", "'é–\\xa0\\u200b\U0001F600'" },
        { new byte[] { 97, 0, 39 }, "b\"a\\x00'\"" },
        { new DateOnly(2004, 5, 17), "datetime.date(2004, 5, 17)" },
        { new DateTime(2004, 5, 17, 10, 30, 0), "datetime.datetime(2004, 5, 17, 10, 30)" },
        { new TimeSpan(-1, 0, 0), "datetime.timedelta(days=-1, seconds=82800)" },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void A_value_is_printed_as_Python_prints_it(object? value, string printed)
    {
        Assert.Equal(printed, PythonLiteral.Print(value));
    }

    [Theory]
    [InlineData("[1, 'a', None, (2.5,), {}]", "[1, 'a', None, (2.5,), {}]")]
    [InlineData("1, 2", "(1, 2)")]
    [InlineData("{'a': 1, 'a': 2}", "{'a': 2}")]
    [InlineData("{1, 1.0, True}", "{1}")]
    [InlineData("'a' \"b\" # remark", "'ab'")]
    [InlineData("r'\\n' '\\x41\\101'", "'\\\\nAA'")]
    [InlineData("-0x1F", "-31")]
    [InlineData("99999999999999999999", "99999999999999999999")]
    [InlineData("'''a'b'''", "\"a'b\"")]
    public void A_literal_is_read_as_Python_reads_it(string text, string printed)
    {
        Assert.True(PythonLiteral.TryParse(text, out var value));
        Assert.Equal(printed, PythonLiteral.Print(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1")]
    [InlineData("1 + 1")]
    [InlineData("012")]
    [InlineData("'a")]
    [InlineData("{[1]}")]
    [InlineData("[a for a in b]")]
    [InlineData("f'a'")]
    [InlineData("1__0")]
    [InlineData("'a'b'c'")]
    public void Anything_else_is_no_literal(string text)
    {
        Assert.False(PythonLiteral.TryParse(text, out _));
    }
}
