using AgentTuning.Environments.Database.Reference;

namespace AgentTuning.Environments.Tests.Database.Reference;

public sealed class SqlOutlineTests
{
    [Fact]
    public void A_selection_is_read_with_its_conditions()
    {
        var outline = SqlOutline.Read("SELECT `Flag` FROM `ships` WHERE `Ship` = 'O''Brien and AND' AND REPLACE(`Built`, ',', '') + 0 BETWEEN 1950 AND 1960");

        Assert.Equal(("SELECT", "`Flag`", null), (outline.Verb, outline.Target, outline.Function));
        Assert.Equal(["`Ship` = 'O''Brien and AND'", "`Built` BETWEEN 1950 AND 1960"], outline.Conditions);
        Assert.True(outline.IsComplete);
    }

    [Fact]
    public void A_ranking_is_read_with_its_order()
    {
        var outline = SqlOutline.Read("SELECT `Ship` FROM `ships` WHERE `Flag` IN ('Cuba', 'Peru') ORDER BY REPLACE(`Tonnage`, ',', '') + 0 DESC LIMIT 1;");

        Assert.Equal(("`Ship`", "`Tonnage`", true), (outline.Target, outline.Order, outline.IsDescending));
        Assert.Equal(["`Flag` IN ('Cuba', 'Peru')"], outline.Conditions);
    }

    [Fact]
    public void A_function_is_read_with_its_column()
    {
        var outline = SqlOutline.Read("SELECT ROUND(AVG(REPLACE(`Age`, ',', '') + 0), 2) FROM `staff`");

        Assert.Equal(("AVG", "`Age`"), (outline.Function, outline.Target));
        Assert.Empty(outline.Conditions);
    }

    [Fact]
    public void A_change_is_read_with_what_it_assigns()
    {
        var outline = SqlOutline.Read("UPDATE `ships` SET `Flag` = 'Peru, where', `Built` = ROUND(`Built`, 1) WHERE `Ship` = 'Set where'");

        Assert.Equal(["`Flag` = 'Peru, where'", "`Built` = ROUND (`Built`, 1)"], outline.Assigned);
        Assert.Equal(["`Ship` = 'Set where'"], outline.Conditions);
    }

    [Theory]
    [InlineData("INSERT INTO `ships` (`Ship`, `Flag`) VALUES ('O''Brien, (new)', 'Peru')", "`Ship` = 'O''Brien, (new)' | `Flag` = 'Peru'")]
    [InlineData("INSERT INTO `ships` (`Ship`) VALUES ('A');", "`Ship` = 'A'")]
    [InlineData("INSERT INTO `ships` VALUES ('A', 'Peru')", "")]
    [InlineData("INSERT INTO `ships` (`Ship`, `Flag`) VALUES ('A')", "")]
    [InlineData("INSERT INTO `ships` (`Ship`) VALUES ('A'), ('B')", "")]
    [InlineData("INSERT INTO `ships` (`Ship`) VALUES", "")]
    [InlineData("INSERT INTO ships (Ship) VALUES ('A')", "")]
    public void A_new_row_is_read_with_its_names_and_values(string sql, string assigned)
    {
        Assert.Equal(assigned, string.Join(" | ", SqlOutline.Read(sql).Assigned));
    }

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("SELECT")]
    [InlineData("SELECT FROM WHERE ORDER LIMIT")]
    [InlineData("SELECT Drivers FROM race_results WHERE Drivers LIKE '%jimmy%' LIMIT 1;")]
    [InlineData("UPDATE t SET a = 'unclosed")]
    [InlineData("SELECT `a FROM `b` WHERE = AND")]
    [InlineData("LIMIT SELECT WHERE FROM")]
    public void A_statement_of_another_shape_has_no_complete_outline(string sql)
    {
        Assert.False(SqlOutline.Read(sql).IsComplete && sql.Length > 0);
    }
}
