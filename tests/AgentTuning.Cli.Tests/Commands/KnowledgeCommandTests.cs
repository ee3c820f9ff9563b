using System.Text.Json;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class KnowledgeCommandTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_graph_is_built_looked_into_and_verified()
    {
        await WriteAsync("""
            <http://rdf.freebase.com/ns/m.01> <http://rdf.freebase.com/ns/a.b.c> <http://rdf.freebase.com/ns/m.02> .
            <http://rdf.freebase.com/ns/m.01> <http://rdf.freebase.com/ns/a.b.c> <http://rdf.freebase.com/ns/m.02> .
            <http://rdf.freebase.com/ns/m.01> <http://rdf.freebase.com/ns/a.b.name> "Lake"@en .
            <http://example.org/x> <http://example.org/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
            """);

        var (code, output, remarks) = await CommandRunner.RunAsync("knowledge", "build", _folder.At("a.nt"), "--output", Graph);

        Assert.Equal((0, ""), (code, remarks));
        Assert.StartsWith("3 statements (1 repeated) and 8 terms in ", output, StringComparison.Ordinal);
        Assert.Equal("<http://rdf.freebase.com/ns/a.b.c>\n<http://rdf.freebase.com/ns/a.b.name>\n", await QueryAsync("--predicates", "m.01"));
        Assert.Equal("\"Lake\"@en\n", await QueryAsync("--objects", "m.01", "a.b.name"));
        Assert.Equal("\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>\n", await QueryAsync("--objects", "<http://example.org/x>", "http://example.org/p"));
        Assert.StartsWith("statements  3\nterms       8, of which 6 IRIs and blank nodes\npredicates  3\n", (await CommandRunner.RunAsync("knowledge", "info", Graph, "--verify")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_read_JSON()
    {
        await WriteAsync("<a:s> <a:p> \"x\"@en .\n");

        var built = JsonElement.Parse((await CommandRunner.RunAsync("knowledge", "build", _folder.At("a.nt"), "-o", Graph, "--json")).Output);
        var counts = JsonElement.Parse((await CommandRunner.RunAsync("knowledge", "info", Graph, "--json")).Output);
        var terms = JsonElement.Parse(await QueryAsync("--objects", "a:s", "a:p", "--json"));

        Assert.Equal(1, built.GetProperty("triples").GetInt64());
        Assert.Equal(3, counts.GetProperty("terms").GetInt64());
        Assert.False(counts.GetProperty("verified").GetBoolean());
        Assert.Equal("literal x en", $"{terms[0].GetProperty("kind")} {terms[0].GetProperty("text")} {terms[0].GetProperty("language")}");
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_a_line()
    {
        await WriteAsync("<a:s> <a:p> <a:o> .\n<a:s> <a:p>\n");
        await File.WriteAllTextAsync(_folder.At("other.kg"), "text", TestContext.Current.CancellationToken);

        Assert.StartsWith("error: a.nt line 2, byte 12: found the end of the line, expected an object", await FaultAsync("build", _folder.At("a.nt"), "-o", Graph), StringComparison.Ordinal);
        Assert.StartsWith("error: other.kg is no knowledge store", await FaultAsync("info", _folder.At("other.kg")), StringComparison.Ordinal);
        Assert.Contains("none.nt: there is no such file.", await FaultAsync("build", _folder.At("none.nt"), "-o", Graph), StringComparison.Ordinal);
        Assert.Contains("none.kg: there is no such file.", await FaultAsync("info", _folder.At("none.kg")), StringComparison.Ordinal);
        Assert.Contains("Give one of --predicates", await FaultAsync("query", _folder.At("other.kg")), StringComparison.Ordinal);
        Assert.Contains("--memory is 0.01, expected at least 0.125 GiB", await FaultAsync("build", _folder.At("a.nt"), "-o", Graph, "--memory", "0.01"), StringComparison.Ordinal);
        await WriteAsync("<a:s> <a:p> <a:o> .\n");
        await CommandRunner.RunAsync("knowledge", "build", _folder.At("a.nt"), "-o", Graph);
        Assert.EndsWith("has no <http://rdf.freebase.com/ns/m.01>.\nAdd --verbose for the stack trace.\n", await FaultAsync("query", Graph, "--predicates", "m.01"), StringComparison.Ordinal);
    }

    string Graph => _folder.At("graph.kg");

    Task WriteAsync(string text) => File.WriteAllTextAsync(_folder.At("a.nt"), text, TestContext.Current.CancellationToken);

    async Task<string> QueryAsync(params string[] arguments) => (await CommandRunner.RunAsync(["knowledge", "query", Graph, .. arguments])).Output;

    static async Task<string> FaultAsync(params string[] arguments)
    {
        var (code, output, remarks) = await CommandRunner.RunAsync(["knowledge", .. arguments]);
        Assert.NotEqual(0, code);
        Assert.Empty(output);
        return remarks;
    }
}
