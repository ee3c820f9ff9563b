using System.Text.Json;
using AgentTuning.Environments.Database;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.Tests.Database;

public sealed class DatabaseReferenceAgentTests
{
    const string CountingRecord = """
        {"description":"How many ships fly the flag of Peru?","label":["3"],"table":{"table_name":"ships","table_info":{"columns":[{"name":"Ship","type":"TEXT"},
        {"name":"Flag","type":"TEXT"}],"rows":[["Ada","Peru"]]}},"type":["counting"],"add_description":"",
        "sql":{"query":"SELECT COUNT(*) FROM `ships` WHERE `Flag` = 'Peru'","length":1}}
        """;

    const string InsertRecord = """
        {"description":"Add the ship.","label":["INSERT INTO `ships` (`Ship`,\n `Flag`) VALUES ('Ada', 'Peru')"],"table":{"table_name":"ships","table_info":{
        "columns":[{"name":"Ship","type":"TEXT"},{"name":"Flag","type":"TEXT"}],"rows":[]}},"type":["INSERT"],"add_description":"","answer_md5":"x"}
        """;

    [Fact]
    public async Task It_counts_and_answers_what_it_read()
    {
        using var agent = Agent(CountingRecord, "counting");

        var first = await Reply(agent, "How many ships fly the flag of Peru?");
        var second = await Reply(agent, "[(3,)]");

        Assert.EndsWith("\nAction: Operation\n```sql\nSELECT COUNT(*) FROM `ships` WHERE `Flag` = 'Peru'\n```", first, StringComparison.Ordinal);
        Assert.Contains("`Flag` = 'Peru'", first.Split('\n')[0], StringComparison.Ordinal);
        Assert.EndsWith("\nAction: Answer\nFinal Answer: [\"3\"]", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_writes_the_gold_statement_in_one_line_and_answers_none()
    {
        using var agent = Agent(InsertRecord, "INSERT");

        var first = await Reply(agent, "Add the ship.");
        var second = await Reply(agent, "[]");

        Assert.Contains("```sql\nINSERT INTO `ships` (`Ship`,  `Flag`) VALUES ('Ada', 'Peru')\n```", first, StringComparison.Ordinal);
        Assert.EndsWith("Final Answer: [\"none\"]", second, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1054 (42S22): Unknown column 'Flag' in 'where clause'")]
    [InlineData("[(4,)]")]
    [InlineData("[]")]
    public async Task It_looks_at_the_table_where_the_gold_statement_does_not_give_the_gold_answer(string observation)
    {
        using var agent = Agent(CountingRecord, "counting");

        await Reply(agent, "How many ships fly the flag of Peru?");
        var look = await Reply(agent, observation);
        var answer = await Reply(agent, "[('Ada', 'Peru')]");

        Assert.Contains("SELECT * FROM `ships` LIMIT 3", look, StringComparison.Ordinal);
        Assert.EndsWith("Final Answer: [\"3\"]", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_quoted_so_that_Python_reads_them_back()
    {
        using var agent = Agent(CountingRecord.Replace("[\"3\"]", """["O'Brien \"B\" \\n é", "x"]""", StringComparison.Ordinal), "other");

        await Reply(agent, "Who?");
        await Reply(agent, "an error");
        var answer = await Reply(agent, "[]");

        Assert.EndsWith("""Final Answer: ["O'Brien \"B\" \\n é", "x"]""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_words()
    {
        using var first = Agent(CountingRecord, "counting", seed: 5, mistakes: 0.5);
        using var second = Agent(CountingRecord, "counting", seed: 5, mistakes: 0.5);

        Assert.Equal(await Reply(first, "q"), await Reply(second, "q"));
    }

    [Fact]
    public async Task Its_words_vary()
    {
        var replies = new HashSet<string>();
        for (var seed = 0; seed < 100; seed++)
        {
            using var agent = Agent(CountingRecord, "counting", seed);
            replies.Add(await Reply(agent, "q"));
        }

        Assert.Equal(2, replies.Count);
    }

    static DatabaseReferenceAgent Agent(string record, string category, int seed = 0, double mistakes = 0) => new(
        new AgentTask
        {
            Environment = "database",
            Id = "database/test/0",
            Split = TaskSplit.Test,
            Category = category,
            Data = JsonDocument.Parse(record).RootElement,
        },
        new ReferenceAgentOptions { Seed = seed, Mistakes = mistakes });

    static async Task<string> Reply(DatabaseReferenceAgent agent, string observation) =>
        (await agent.GetResponseAsync([new ChatMessage(ChatRole.User, observation)], cancellationToken: TestContext.Current.CancellationToken)).Text;
}
