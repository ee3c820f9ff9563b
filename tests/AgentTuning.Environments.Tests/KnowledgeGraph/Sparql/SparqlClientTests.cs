using System.Net;
using System.Text;
using AgentTuning.Environments.KnowledgeGraph.Programs;
using AgentTuning.Environments.KnowledgeGraph.Sparql;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Sparql;

public sealed class SparqlClientTests
{
    static readonly Uri Endpoint = new("http://127.0.0.1:9/sparql");

    [Fact]
    public async Task Values_are_read_in_the_order_of_the_result()
    {
        var values = await AskAsync(HttpStatusCode.OK, """{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"b"}},{"x":{"type":"literal","value":"a"}}]}}""");

        Assert.Equal(["b", "a"], values);
    }

    [Fact]
    public async Task A_refused_query_is_the_agents_fault() =>
        await Assert.ThrowsAsync<QueryFailedException>(() => AskAsync(HttpStatusCode.BadRequest, "Virtuoso 37000 Error SP030: SPARQL compiler"));

    [Fact]
    public async Task A_row_of_two_values_is_the_querys_fault() =>
        await Assert.ThrowsAsync<QueryFailedException>(() => AskAsync(HttpStatusCode.OK, """{"results":{"bindings":[{"x":{"value":"b"},"y":{"value":"a"}}]}}"""));

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "down")]
    [InlineData(HttpStatusCode.NotFound, "")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    [InlineData(HttpStatusCode.OK, "[]")]
    public async Task An_endpoint_that_gives_no_result_is_at_fault_itself(HttpStatusCode status, string body) =>
        await Assert.ThrowsAsync<EnvironmentException>(() => AskAsync(status, body));

    [Fact]
    public async Task A_refused_connection_names_the_endpoint()
    {
        using var client = new SparqlClient(Endpoint, TimeSpan.FromSeconds(10));

        var exception = await Assert.ThrowsAsync<EnvironmentException>(() => client.SelectAsync("ASK {}", null, TestContext.Current.CancellationToken));

        Assert.StartsWith("The endpoint http://127.0.0.1:9/sparql cannot be asked:", exception.Message, StringComparison.Ordinal);
    }

    static async Task<IReadOnlyList<string>> AskAsync(HttpStatusCode status, string body)
    {
        using var handler = new AnsweringHandler(status, body);
        using var client = new SparqlClient(Endpoint, TimeSpan.FromSeconds(10), handler);
        return await client.SelectAsync("SELECT", null, TestContext.Current.CancellationToken);
    }

    sealed class AnsweringHandler(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) });
    }
}
