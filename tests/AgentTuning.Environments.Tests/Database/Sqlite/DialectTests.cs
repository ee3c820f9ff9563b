using AgentTuning.Environments.Database;
using AgentTuning.Environments.Database.Sqlite;

namespace AgentTuning.Environments.Tests.Database.Sqlite;

public sealed class DialectTests
{
    static readonly DatabaseTable Cups = Engines.Table(
        "Cups",
        ["Player", "Rank", "Date", "Goals (total)", "H / A", "Note"],
        ["Ada", "1", "2004-05-17", "17", "A", "it's"],
        ["Bob", "2", "May 3, 1999", "1,234", "H", null],
        ["Zoé", "10", "x", "9.5", "A", "50% \"off\""],
        ["ada", "3", "2001-01-31", "", "H", "a\\nb"]);

    [Theory]
    [InlineData("SELECT COUNT(*) FROM Cups", "[(4,)]")]
    [InlineData("SELECT Player FROM Cups WHERE Rank < 10;", "[('Ada',), ('Bob',), ('ada',)]")]
    [InlineData("SELECT Player FROM Cups WHERE Rank = 2", "[('Bob',)]")]
    [InlineData("SELECT Player FROM Cups WHERE `Rank` BETWEEN 2 AND 10", "[('Bob',), ('Zoé',), ('ada',)]")]
    [InlineData("SELECT Player FROM Cups WHERE Player = \"ADA\"", "[('Ada',), ('ada',)]")]
    [InlineData("SELECT Player FROM Cups WHERE Player = 'zoe'", "[('Zoé',)]")]
    [InlineData("SELECT Player FROM Cups WHERE Player LIKE 'a%'", "[('Ada',), ('ada',)]")]
    [InlineData("SELECT Player FROM Cups WHERE Player COLLATE utf8mb4_bin = 'ada'", "[('ada',)]")]
    [InlineData("SELECT Player FROM Cups WHERE BINARY Player = 'ada'", "[('ada',)]")]
    [InlineData("SELECT Player FROM Cups WHERE Note = 'it\\'s'", "[('Ada',)]")]
    [InlineData("SELECT Note FROM Cups WHERE Note = 'it''s'", "[(\"it's\",)]")]
    [InlineData("SELECT Note FROM Cups WHERE Note LIKE '50\\% %'", "[('50% \"off\"',)]")]
    [InlineData("SELECT Note FROM Cups WHERE Note REGEXP '^a'", "[('a\\\\nb',)]")]
    [InlineData("SELECT Player FROM Cups ORDER BY Rank + 0 DESC LIMIT 1, 2", "[('ada',), ('Bob',)]")]
    [InlineData("SELECT Player FROM Cups ORDER BY Rank DESC LIMIT 1", "[('ada',)]")]
    [InlineData("SELECT Player FROM Cups ORDER BY CAST(Rank AS SIGNED) DESC LIMIT 1 OFFSET 1", "[('ada',)]")]
    [InlineData("SELECT SUM(Rank), AVG(Rank), MAX(Rank), MIN(Rank) FROM Cups", "[(16.0, 4.0, '3', '1')]")]
    [InlineData("SELECT SUM(`Goals (total)`) FROM Cups", "[(27.5,)]")]
    [InlineData("SELECT SUM(CAST(REPLACE(`Goals (total)`, ',', '') AS UNSIGNED)) FROM Cups", "[(1260,)]")]
    [InlineData("SELECT CONCAT(Player, '-', NULL), CONCAT_WS(',', Player, NULL, Rank) FROM Cups LIMIT 1", "[(None, 'Ada,1')]")]
    [InlineData("SELECT GROUP_CONCAT(Player ORDER BY Rank + 0 DESC SEPARATOR ' | ') FROM Cups", "[('Zoé | ada | Bob | Ada',)]")]
    [InlineData("SELECT GROUP_CONCAT(DISTINCT `H / A`) FROM Cups", "[('A,H',)]")]
    [InlineData("SELECT `H / A`, COUNT(*) AS n FROM Cups GROUP BY `H / A` HAVING n > 1 ORDER BY n DESC, 1", "[('A', 2), ('H', 2)]")]
    [InlineData("SELECT YEAR(Date), MONTH(Date) FROM Cups WHERE Player = 'Ada' AND Rank = 1", "[(2004, 5)]")]
    [InlineData("SELECT STR_TO_DATE(Date, '%M %e, %Y') FROM Cups WHERE Player = 'Bob'", "[('1999-05-03',)]")]
    [InlineData("SELECT IF(Rank > 2, 'low', 'high'), IFNULL(Note, 'none') FROM Cups WHERE Player = 'Bob'", "[('high', 'none')]")]
    [InlineData("SELECT SUBSTRING(Player, 1, 2), LEFT(Player, 1), RIGHT(Player, 1), SUBSTRING_INDEX(Date, '-', 1) FROM Cups LIMIT 1", "[('Ad', 'A', 'a', '2004')]")]
    [InlineData("SELECT MD5('a'), UPPER('é'), LENGTH('é'), CHAR_LENGTH('é')", "[('0cc175b9c0f1b6a831c399e269772661', 'É', 2, 1)]")]
    [InlineData("SELECT 7 / 2, 7 DIV 2, 7 % 4, 1 || 0, NOT 0, 5 <=> NULL, NULL <=> NULL", "[(3.5, 3, 3, 1, 1, 0, 1)]")]
    [InlineData("SELECT CASE Rank WHEN 1 THEN 'first' ELSE 'other' END FROM Cups LIMIT 2", "[('first',), ('other',)]")]
    [InlineData("SELECT Player FROM Cups WHERE Rank IN (1, 10) AND Player NOT IN ('Bob')", "[('Ada',), ('Zoé',)]")]
    [InlineData("SELECT Player FROM Cups WHERE CAST(Rank AS SIGNED) = (SELECT MAX(CAST(Rank AS SIGNED)) FROM Cups)", "[('Zoé',)]")]
    [InlineData("SELECT Player FROM Cups AS c WHERE EXISTS (SELECT 1 FROM Cups d WHERE d.Rank = c.Rank + 1)", "[('Ada',), ('Bob',)]")]
    [InlineData("(SELECT Player FROM Cups LIMIT 1) UNION ALL (SELECT Rank FROM Cups LIMIT 1)", "[('Ada',), ('1',)]")]
    [InlineData("SELECT COUNT(DISTINCT `H / A`), COUNT(Note) FROM `Cups`.`Cups`", "[(2, 3)]")]
    [InlineData("SELECT Player, ROW_NUMBER() OVER (ORDER BY Rank + 0) FROM Cups LIMIT 1", "[('Ada', 1)]")]
    [InlineData("SELECT 0.1 + 0.2, 1e20, ROUND(2.5), ROUND(2.345, 2), -3", "[(0.30000000000000004, 1e+20, 3.0, 2.35, -3)]")]
    [InlineData("SELECT DATEDIFF('2004-05-17', '2004-05-01'), DATE_ADD('2004-01-31', INTERVAL 1 MONTH), DATE_FORMAT('2004-05-07', '%d.%m.%y')", "[(16, '2004-02-29', '07.05.04')]")]
    [InlineData("SHOW TABLES", "[('Cups',)]")]
    [InlineData("SELECT 'a' 'b' # remark", "[('ab',)]")]
    [InlineData("SELECT /*! 1 */ + 1 -- remark", "[(2,)]")]
    [InlineData("SELECT Player FROM Cups WHERE Rank > ALL (SELECT 3)", "[('Zoé',)]")]
    [InlineData("WITH best AS (SELECT Player FROM Cups WHERE Rank = 1) SELECT * FROM best", "[('Ada',)]")]
    [InlineData("SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = 'Cups' ORDER BY ORDINAL_POSITION LIMIT 1", "[('Player',)]")]
    public async Task A_query_of_MySQL_gives_what_MySQL_gives(string sql, string printed)
    {
        await using var engine = new SqliteEngine();
        await using var database = await engine.CreateAsync([Cups], TestContext.Current.CancellationToken);

        Assert.Equal(printed, await database.AskAsync(sql));
    }

    [Theory]
    [InlineData("INSERT INTO Cups (Player, Rank, Date) VALUES ('Eve', 007, 21.50);", "[('Eve', '7', '21.50', None, None, None)]")]
    [InlineData("INSERT Cups VALUES ('Eve', -5, 1e3, TRUE, 2+3, \"q\"\"q\")", "[('Eve', '-5', '1000', '1', '5', 'q\"q')]")]
    [InlineData("INSERT INTO `Cups` SET `Player` = 'Eve', `H / A` = 'ü–'", "[('Eve', None, None, None, 'ü–', None)]")]
    [InlineData("INSERT IGNORE INTO Cups.Cups (Player) SELECT 'Eve'", "[('Eve', None, None, None, None, None)]")]
    [InlineData("REPLACE INTO Cups (Player, Note) VALUES ('Eve', 'a\\\\b\\'c')", "[('Eve', None, None, None, None, \"a\\\\b'c\")]")]
    [InlineData("INSERT INTO Cups (Player) VALUES ('Eve') ON DUPLICATE KEY UPDATE Player = VALUES(Player)", "[('Eve', None, None, None, None, None)]")]
    [InlineData("UPDATE Cups SET Player = 'Eve', `Goals (total)` = 5.0 WHERE Rank = 1 LIMIT 1", "[('Eve', '1', '2004-05-17', '5.0', 'A', \"it's\")]")]
    [InlineData("UPDATE Cups c SET c.Player = CONCAT('E', 'v', 'e'), c.Rank = c.Rank * 2 WHERE c.Date = 'x'", "[('Eve', '20', 'x', '9.5', 'A', '50% \"off\"')]")]
    public async Task A_modification_stores_what_MySQL_stores(string sql, string printed)
    {
        await using var engine = new SqliteEngine();
        await using var database = await engine.CreateAsync([Cups], TestContext.Current.CancellationToken);

        Assert.Equal("[]", await database.AskAsync(sql));
        Assert.Equal(printed, await database.AskAsync("SELECT * FROM Cups WHERE Player = 'Eve'"));
    }

    [Fact]
    public async Task A_column_name_may_hold_points()
    {
        await using var engine = new SqliteEngine();
        await using var database = await engine.CreateAsync([Engines.Table("t", ["No.", "a.b"])], TestContext.Current.CancellationToken);

        await database.AskAsync("INSERT INTO t (`No.`, `t`.`a.b`) VALUES ('1', '2')");
        await database.AskAsync("UPDATE t SET `No.` = '3', t.`a.b` = '4'");

        Assert.Equal("[('3', '4')]", await database.AskAsync("SELECT `No.`, `t`.`a.b` FROM t"));
    }

    [Theory]
    [InlineData("DELETE FROM Cups WHERE Rank > 2 ORDER BY Rank + 0 DESC LIMIT 1", 3)]
    [InlineData("DELETE c FROM Cups c JOIN Cups d ON c.Player = d.Player WHERE d.Rank = 1", 2)]
    [InlineData("TRUNCATE TABLE Cups", 0)]
    [InlineData("UPDATE Cups SET Rank = 1 WHERE Player = 'nobody'", 4)]
    public async Task A_modification_leaves_so_many_rows(string sql, int rows)
    {
        await using var engine = new SqliteEngine();
        await using var database = await engine.CreateAsync([Cups], TestContext.Current.CancellationToken);

        Assert.Equal("[]", await database.AskAsync(sql));
        Assert.Equal($"[({rows},)]", await database.AskAsync("SELECT COUNT(*) FROM Cups"));
    }

    [Theory]
    [InlineData("SELECT Nobody FROM Cups", "1054 (42S22): Unknown column 'Nobody' in 'field list'")]
    [InlineData("SELECT 1 FROM Cups WHERE Nobody = 1", "1054 (42S22): Unknown column 'Nobody' in 'where clause'")]
    [InlineData("INSERT INTO Cups (Nobody) VALUES (1)", "1054 (42S22): Unknown column 'Nobody' in 'field list'")]
    [InlineData("INSERT INTO Cups (Player) VALUES (1, 2)", "1136 (21S01): Column count doesn't match value count at row 1")]
    [InlineData("SELECT * FROM Mugs", "1146 (42S02): Table 'Cups.Mugs' doesn't exist")]
    [InlineData("SELECT Player FROM Cups a JOIN Cups b ON a.Rank = b.Rank", "1052 (23000): Column 'Player' in field list is ambiguous")]
    [InlineData("SELECT NOTHING(1)", "1305 (42000): FUNCTION Cups.NOTHING does not exist")]
    [InlineData("SELECT * FROM Cups WHERE", "1064 (42000): You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '' at line 1")]
    [InlineData("SELECT Presentation of Credentials FROM Cups", "1064 (42000): You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near 'Credentials FROM Cups' at line 1")]
    [InlineData("SELECT 'open", "1064 (42000): You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near ''open' at line 1")]
    [InlineData("", "1065 (42000): Query was empty")]
    [InlineData("SELECT 1; SELECT 2", "Use multi=True when executing multiple statements")]
    public async Task A_mistake_gets_the_error_of_MySQL(string sql, string error)
    {
        await using var engine = new SqliteEngine();
        await using var database = await engine.CreateAsync([Cups], TestContext.Current.CancellationToken);

        Assert.Equal(error, await database.AskAsync(sql));
    }
}
