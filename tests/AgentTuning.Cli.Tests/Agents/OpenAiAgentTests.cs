using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AgentTuning.Agents;
using AgentTuning.Cli.Agents;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Cli.Tests.Agents;

public sealed class OpenAiAgentTests
{
    readonly HurryingTimeProvider _clock = new();

    [Fact]
    public async Task A_completion_is_a_reply_with_model_and_usage()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Completion("hello"));

        var response = await AskAsync(server.Endpoint, key: "sk-secret");

        Assert.Equal("hello", response.Text);
        Assert.Equal("served-1", response.ModelId);
        Assert.Equal(7, response.Usage!.InputTokenCount);
        Assert.Equal(2, response.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task The_request_holds_the_conversation_and_the_limits_under_both_names()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Completion("hello"));

        await AskAsync(server.Endpoint, key: "sk-secret");

        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /v1/chat/completions ", request, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer sk-secret", request, StringComparison.Ordinal);
        using var body = JsonDocument.Parse(request[request.IndexOf('{', StringComparison.Ordinal)..]);
        Assert.Equal("gpt-x", body.RootElement.GetProperty("model").GetString());
        Assert.Equal(64, body.RootElement.GetProperty("max_completion_tokens").GetInt32());
        Assert.Equal(64, body.RootElement.GetProperty("max_tokens").GetInt32());
        Assert.Equal(3, body.RootElement.GetProperty("seed").GetInt32());
        Assert.Equal("hi", body.RootElement.GetProperty("messages")[1].GetProperty("content").ToString());
    }

    [Fact]
    public async Task Too_many_requests_are_waited_out_as_long_as_the_endpoint_asks()
    {
        await using var server = new LoopbackServer(n =>
            n <= 2 ? LoopbackServer.Answer(429, """{"error":{"message":"Rate limit: too many tokens per minute"}}""", "Retry-After: 7\r\n") : LoopbackServer.Completion("hello"));

        var response = await AskAsync(server.Endpoint);

        Assert.Equal("hello", response.Text);
        Assert.Equal([7.0, 7.0], _clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task Server_errors_are_waited_out_with_growing_pauses()
    {
        await using var server = new LoopbackServer(n => n <= 5 ? LoopbackServer.Answer(500 + n, "oops") : LoopbackServer.Completion("hello"));

        var response = await AskAsync(server.Endpoint);

        Assert.Equal("hello", response.Text);
        Assert.Equal(5, _clock.Waits.Count);
        Assert.All(_clock.Waits, wait => Assert.InRange(wait.TotalSeconds, 0, 30));
        Assert.True(_clock.Waits[4] > _clock.Waits[0]);
    }

    [Fact]
    public async Task Server_errors_without_end_become_one_message()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Answer(503, "maintenance"));

        var exception = await Assert.ThrowsAsync<AgentException>(() => AskAsync(server.Endpoint));

        Assert.Equal($"{server.Endpoint} answered HTTP 503: maintenance", exception.Message);
        Assert.Equal(9, server.Requests.Count);
    }

    [Fact]
    public async Task An_endpoint_that_outlasted_one_reply_is_not_waited_for_again_until_it_answers()
    {
        await using var server = new LoopbackServer(n => n <= 10 ? LoopbackServer.Answer(503, "maintenance") : n == 12 ? LoopbackServer.Answer(503, "hiccup") : LoopbackServer.Completion("hello"));
        using var client = Open(server.Endpoint);

        await Assert.ThrowsAsync<AgentException>(() => AskAsync(client));
        await Assert.ThrowsAsync<AgentException>(() => AskAsync(client));
        await AskAsync(client);
        var response = await AskAsync(client);

        Assert.Equal("hello", response.Text);
        Assert.Equal(13, server.Requests.Count);
    }

    [Fact]
    public async Task An_endpoint_that_refuses_connections_is_given_up_on_soon()
    {
        var endpoint = UnusedEndpoint();

        var exception = await Assert.ThrowsAsync<AgentException>(() => AskAsync(endpoint));

        Assert.StartsWith($"{endpoint} cannot be reached or broke off: ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Is the server running, and is --endpoint right?", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, _clock.Waits.Count);
    }

    [Theory]
    [InlineData("<html><body>It works!</body></html>")]
    [InlineData("{\"choices\":[{\"mess")]
    [InlineData("{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[]}")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task An_answer_that_is_no_completion_is_named(string body)
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Answer(200, body));

        var exception = await Assert.ThrowsAsync<AgentException>(() => AskAsync(server.Endpoint));

        Assert.StartsWith($"{server.Endpoint} answered something that is no chat completion (", exception.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_answer_that_is_no_http_is_named()
    {
        await using var server = new LoopbackServer(_ => "220 mail.example ESMTP\r\n\r\n");

        var exception = await Assert.ThrowsAsync<AgentException>(() => AskAsync(server.Endpoint));

        Assert.StartsWith($"{server.Endpoint} cannot be reached or broke off: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_stops_in_its_middle_is_asked_for_again()
    {
        var whole = LoopbackServer.Completion("hello");
        await using var server = new LoopbackServer(n => n == 1 ? whole[..^40] : whole);

        var response = await AskAsync(server.Endpoint);

        Assert.Equal("hello", response.Text);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Answers_that_always_stop_in_their_middle_become_one_message()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Completion("hello")[..^40]);

        var exception = await Assert.ThrowsAsync<AgentException>(() => AskAsync(server.Endpoint));

        Assert.StartsWith($"{server.Endpoint} cannot be reached or broke off: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_a_refusal_says_what_to_set()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Answer(401, "who are you?"));

        var exception = await Assert.ThrowsAsync<AgentException>(() => AskAsync(server.Endpoint));

        Assert.Equal($"{server.Endpoint} answered HTTP 401: who are you? Set the environment variable OPENAI_API_KEY to a key of this endpoint.", exception.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_refused_key_is_not_repeated_in_the_message()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Answer(401, "Incorrect API key provided: sk-secret."));

        var exception = await Assert.ThrowsAsync<AgentException>(() => AskAsync(server.Endpoint, key: "sk-secret"));

        Assert.Equal(
            $"{server.Endpoint} answered HTTP 401: Incorrect API key provided: ***. The key in OPENAI_API_KEY is not accepted here: set it to a key of this endpoint that may use 'gpt-x'.",
            exception.Message);
    }

    [Fact]
    public async Task A_conversation_that_is_too_long_is_a_context_limit()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Answer(
            400, """{"error":{"message":"This model's maximum context length is 4096 tokens.","type":"invalid_request_error","code":"context_length_exceeded"}}"""));

        await Assert.ThrowsAsync<ContextLimitException>(() => AskAsync(server.Endpoint));
    }

    [Fact]
    public async Task Another_refusal_of_the_request_is_shown()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Answer(400, "{\"error\":\"Unsupported value:\\n 'temperature'\"}"));

        var exception = await Assert.ThrowsAsync<AgentException>(() => AskAsync(server.Endpoint));

        Assert.Equal($$"""{{server.Endpoint}} answered HTTP 400: {"error":"Unsupported value:\n 'temperature'"}""", exception.Message);
    }

    [Fact]
    public async Task A_wrong_path_or_model_is_explained()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Answer(404, "not found"));

        var exception = await Assert.ThrowsAsync<AgentException>(() => AskAsync(server.Endpoint));

        Assert.Equal($"{server.Endpoint} answered HTTP 404: not found Does it have the model 'gpt-x', and is --endpoint right? It usually ends with /v1.", exception.Message);
    }

    IChatClient Open(Uri endpoint, string? key = null) =>
        OpenAiAgent.Create(new OpenAiAgentOptions { Model = "gpt-x", Endpoint = endpoint, Key = key }, _clock).OpenEpisode(TaskOf(), 1);

    async Task<ChatResponse> AskAsync(Uri endpoint, string? key = null)
    {
        using var client = Open(endpoint, key);
        return await AskAsync(client);
    }

    static Task<ChatResponse> AskAsync(IChatClient client) => client.GetResponseAsync(
        [new ChatMessage(ChatRole.System, "Be brief."), new ChatMessage(ChatRole.User, "hi")],
        new ChatOptions { MaxOutputTokens = 64, Temperature = 0, Seed = 3 },
        TestContext.Current.CancellationToken);

    static Uri UnusedEndpoint()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return new Uri($"http://127.0.0.1:{port}/v1");
    }

    static AgentTask TaskOf() => new() { Environment = "e", Id = "e/1", Split = TaskSplit.Train, Data = default };
}
