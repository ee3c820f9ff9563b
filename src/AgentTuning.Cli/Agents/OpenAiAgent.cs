using System.ClientModel;
using System.ClientModel.Primitives;
using AgentTuning.Agents;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace AgentTuning.Cli.Agents;

/// <summary>The agent <c>openai:&lt;model&gt;</c>: a model of OpenAI or of any compatible server, through the official client.</summary>
static class OpenAiAgent
{
    /// <summary>The environment variable that holds the key.</summary>
    public const string KeyVariable = "OPENAI_API_KEY";

    // The runner bounds each reply; this only ends a connection that has gone dead.
    static readonly TimeSpan NetworkTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Opens the agent. Nothing is sent before the first reply is asked for.</summary>
    public static SharedClientAgent Create(OpenAiAgentOptions options, TimeProvider clock)
    {
        var transport = new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseProxy = !options.Endpoint.IsLoopback,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var client = new ChatClient(options.Model, new ApiKeyCredential(options.Key ?? "none"), new OpenAIClientOptions
        {
            Endpoint = options.Endpoint,
            NetworkTimeout = NetworkTimeout,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0), // PatientChatClient waits instead, by our clock.
            Transport = new HttpClientPipelineTransport(transport),
        });
        var inner = client.AsIChatClient();
        return new SharedClientAgent(
            $"openai:{options.Model}",
            new PatientChatClient(
                new FaultNamingChatClient(options.IsCustomEndpoint ? new TokenLimitChatClient(inner) : inner, options), options.Seed, clock));
    }
}
