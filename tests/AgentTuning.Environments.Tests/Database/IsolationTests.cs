using AgentTuning.Environments.Database;

namespace AgentTuning.Environments.Tests.Database;

public sealed class IsolationTests
{
    const string Secret = "hidden-word";

    static readonly string[] Attacks =
    [
        "SELECT * FROM Safe", "SELECT * FROM Safe.Safe", "SHOW DATABASES", "SELECT * FROM mysql.user", "SELECT * FROM information_schema.tables", "DROP DATABASE Safe",
        "CREATE DATABASE more", "CREATE USER 'x'@'%'", "GRANT ALL ON *.* TO CURRENT_USER", "LOAD DATA INFILE '/etc/passwd' INTO TABLE Mine", "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE Mine",
        "SELECT 'x' INTO OUTFILE '/tmp/agenttuning-attack'", "SELECT LOAD_FILE('/etc/passwd')", "SET GLOBAL max_connections = 1", "SET @@global.max_connections = 1", "KILL 1", "SHUTDOWN",
        "SELECT GET_LOCK('all', 5)", "ATTACH DATABASE '/tmp/agenttuning-attack' AS a", "PRAGMA writable_schema = 1", "SELECT load_extension('x')", "SELECT writefile('/tmp/agenttuning-attack', 'x')",
        "SELECT readfile('/etc/passwd')", "VACUUM INTO '/tmp/agenttuning-attack'", "SELECT * FROM sqlite_master", "SELECT * FROM pragma_database_list", "INSTALL SONAME 'x'", "ALTER USER CURRENT_USER IDENTIFIED BY 'x'",
        "SET PASSWORD = PASSWORD('x')", "SELECT @@datadir", "USE mysql", "SELECT 1; DROP TABLE Mine", "SET SESSION max_statement_time = 0", "FLUSH PRIVILEGES",
    ];

    public static TheoryDataRow<string>[] Both => OfficialTasksTests.Both;

    [Theory]
    [MemberData(nameof(Both))]
    public async Task One_episode_neither_sees_nor_harms_another(string engineName)
    {
        await using var engine = await Engines.StartAsync(engineName);
        var safe = Engines.Table("Safe", ["Word"], [Secret]);
        await using var mine = await engine.CreateAsync([Engines.Table("Mine", ["Word"], ["open"])], TestContext.Current.CancellationToken);
        await using var theirs = await engine.CreateAsync([safe], TestContext.Current.CancellationToken);
        var before = (await theirs.HashAsync(safe, TestContext.Current.CancellationToken)).ToString();

        foreach (var attack in Attacks)
        {
            var answer = await mine.AskAsync(attack);

            Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
            Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        }

        Assert.Equal(before, (await theirs.HashAsync(safe, TestContext.Current.CancellationToken)).ToString());
        Assert.Equal("[('open',)]", await mine.AskAsync("SELECT * FROM Mine"));
        Assert.False(File.Exists("/tmp/agenttuning-attack"));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_statement_without_end_is_stopped_and_the_episode_goes_on(string engineName)
    {
        await using var engine = await Engines.StartAsync(engineName, new DatabaseSettings { StatementTimeout = TimeSpan.FromSeconds(1) });
        var table = Engines.Table("t", ["a"], [.. Enumerable.Range(0, 60).Select(i => new string?[] { $"{i}" })]);
        await using var database = await engine.CreateAsync([table], TestContext.Current.CancellationToken);

        var answer = await database.AskAsync("SELECT COUNT(*) FROM t a, t b, t c, t d, t e, t f, t g WHERE a.a + b.a + c.a + d.a + e.a + f.a + g.a = -1");

        Assert.Equal("3024 (HY000): Query execution was interrupted, maximum statement execution time exceeded", answer);
        Assert.Equal("[(60,)]", await database.AskAsync("SELECT COUNT(*) FROM t"));
    }

    [Theory]
    [InlineData("SELECT REPEAT('a', 1000000000)")]
    [InlineData("SELECT LENGTH(GROUP_CONCAT(REPEAT('a', 100000))) FROM t a, t b")]
    [InlineData("SELECT RPAD('a', 2000000000, 'b')")]
    [InlineData("SELECT ZEROBLOB(1000000000)")]
    [InlineData("WITH RECURSIVE n(i) AS (SELECT 'aaaaaaaa' UNION ALL SELECT CONCAT(i, i) FROM n) SELECT MAX(i) FROM n")]
    public async Task A_statement_that_wants_too_much_memory_gets_little(string sql)
    {
        await using var engine = await Engines.StartAsync(DatabaseSettings.Sqlite, new DatabaseSettings { StatementTimeout = TimeSpan.FromSeconds(2) });
        await using var database = await engine.CreateAsync([Engines.Table("t", ["a"], ["1"], ["2"])], TestContext.Current.CancellationToken);

        var answer = await database.AskAsync(sql);

        Assert.True(answer.Length <= 811);
        Assert.Equal("[(2,)]", await database.AskAsync("SELECT COUNT(*) FROM t"));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Names_of_any_kind_and_values_of_any_script_are_kept(string engineName)
    {
        await using var engine = await Engines.StartAsync(engineName);
        var table = Engines.Table("Won't \"do\" `it` (50 %)", ["", "A`b", "A`b", "Year: ", "%s?"], ["1", "2", "3", "4", "5–\U0001F600"], [null, "", "x\\n", "'", "\""]);
        await using var database = await engine.CreateAsync([table], TestContext.Current.CancellationToken);

        Assert.Equal("[('1', '2', '3', '4', '5–\U0001F600'), (None, '', 'x\\\\n', \"'\", '\"')]", await database.AskAsync("SELECT * FROM `Won't \"do\" ``it`` (50 %)`"));
        Assert.Equal("[('1', '2', '3', '4')]", await database.AskAsync("SELECT column1, `A``b`, `A``b_2`, `Year:` FROM `Won't \"do\" ``it`` (50 %)` WHERE `%s?` LIKE '5%'"));
    }
}
