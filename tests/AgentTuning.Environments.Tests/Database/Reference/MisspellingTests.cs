using AgentTuning.Environments.Database.Reference;

namespace AgentTuning.Environments.Tests.Database.Reference;

public sealed class MisspellingTests
{
    [Fact]
    public void A_misspelt_name_is_wrong_wherever_it_stands()
    {
        var misspelt = Misspelling.OfName("SELECT `Ship` FROM t WHERE `Ship` = 'Ship'", new Random(1))!.Value;

        Assert.Equal("`Ship`", misspelt.Right);
        Assert.NotEqual("`Ship`", misspelt.Wrong);
        Assert.Equal($"SELECT {misspelt.Wrong} FROM t WHERE {misspelt.Wrong} = 'Ship'", misspelt.Sql);
    }

    [Fact]
    public void A_wrong_value_is_written_and_not_looked_for()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var sql = Misspelling.OfValue("UPDATE `t` SET `a` = 'x', `b` = '19' WHERE `c` = 'y'", new Random(seed));

            Assert.Contains(sql, (string[])["UPDATE `t` SET `a` = 'xs', `b` = '19' WHERE `c` = 'y'", "UPDATE `t` SET `a` = 'x', `b` = '10' WHERE `c` = 'y'"]);
        }
    }

    [Fact]
    public void A_statement_without_names_or_values_stays_as_it_is()
    {
        Assert.Null(Misspelling.OfName("SELECT COUNT(*) FROM t", new Random(1)));
        Assert.Null(Misspelling.OfValue("INSERT INTO t VALUES (1, 2)", new Random(1)));
        Assert.Null(Misspelling.OfTarget("SELECT COUNT(*) FROM t", ["a", "b"], new Random(1)));
    }

    [Theory]
    [InlineData("28", "29")]
    [InlineData("29", "20")]
    [InlineData("ships", "ship")]
    [InlineData("Ada", "Adas")]
    [InlineData("", "0")]
    public void Another_text_differs(string text, string other)
    {
        Assert.Equal(other, Misspelling.Other(text));
    }
}
