using System.Collections.Immutable;
using AgentTuning.Agents;
using AgentTuning.Cli.Hub;
using AgentTuning.Environments;
using AgentTuning.Llama.Generation;
using AgentTuning.Llama.Lora;

namespace AgentTuning.Cli.Agents;

/// <summary>The agent that the command line names, opened once, for any environment.</summary>
sealed class AgentSource : IDisposable
{
    const string OpenAi = "openai:";
    const string Llama = "llama:";
    const string Say = "say:";

    readonly Func<EnvironmentDefinition, IAgent> _for;
    readonly IDisposable? _owned;

    AgentSource(Func<EnvironmentDefinition, IAgent> @for, int parallel, IDisposable? owned = null) =>
        (_for, DefaultParallel, _owned) = (@for, parallel, owned);

    /// <summary>Episodes at a time that suit the agent.</summary>
    public int DefaultParallel { get; }

    /// <summary>What must stay the same for a run to go on, such as the hash of a model; empty where there is nothing.</summary>
    public ImmutableSortedDictionary<string, string> Identity { get; private init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Opens the agent; a model is loaded now, an endpoint is asked later.</summary>
    /// <exception cref="UsageException">There is no such agent, or an option does not go with it.</exception>
    public static AgentSource Open(AgentOptions options, TimeProvider clock)
    {
        var name = options.Name;
        if (options.Endpoint is not null && !name.StartsWith(OpenAi, StringComparison.Ordinal))
            throw new UsageException($"--endpoint goes with --agent {OpenAi}<model>, not with '{name}'.");
        if (options.Adapter is not null && !name.StartsWith(Llama, StringComparison.Ordinal))
            throw new UsageException($"--adapter goes with --agent {Llama}<folder>, not with '{name}'.");
        if (options.Mistakes != 0 && name != "reference")
            throw new UsageException($"--mistakes goes with --agent reference, not with '{name}'.");

        if (name == "reference")
            return OpenReference(options.Mistakes);
        if (name.StartsWith(OpenAi, StringComparison.Ordinal) && name.Length > OpenAi.Length)
            return OpenEndpoint(name[OpenAi.Length..], options, clock);
        if (name.StartsWith(Llama, StringComparison.Ordinal) && name.Length > Llama.Length)
            return OpenLlama(options.ModelFolder ?? name[Llama.Length..], options, clock);
        if (name.StartsWith(Say, StringComparison.Ordinal) && name.Length > Say.Length)
            return new AgentSource(_ => new SharedClientAgent(name, new SameReplyChatClient(name[Say.Length..])), System.Environment.ProcessorCount);
        throw new UsageException(
            $"There is no agent '{name}'. Agents are: reference, openai:<model> (with --endpoint for a server other than OpenAI's), llama:<folder>, and say:<text>, which always says the same.");
    }

    /// <summary>The same options with a folder in place of a model's name on the hub, which is downloaded where it is not here.</summary>
    public static async Task<AgentOptions> BringAsync(AgentOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        if (!options.Name.StartsWith(Llama, StringComparison.Ordinal) || !ModelFolder.CanBe(options.Name[Llama.Length..])) return options;
        var folder = await ModelFolder.BringAsync(options.Name[Llama.Length..], hasWeights: true, context, cancellationToken);
        // Adapters on a hub name their base as the hub does.
        return options.Adapter is null && await ModelFolder.BringBaseAsync(folder, context, cancellationToken) is { } model
            ? options with { ModelFolder = model, Adapter = folder }
            : options with { ModelFolder = folder };
    }

    /// <summary>The agent for an environment.</summary>
    public IAgent For(EnvironmentDefinition definition) => _for(definition);

    public void Dispose() => _owned?.Dispose();

    static AgentSource OpenReference(double mistakes) =>
        new(definition => new ReferenceAgent(definition, mistakes), System.Environment.ProcessorCount)
        {
            Identity = ImmutableSortedDictionary<string, string>.Empty.Add("mistakes", FormattableString.Invariant($"{mistakes}")),
        };

    static AgentSource OpenEndpoint(string model, AgentOptions options, TimeProvider clock)
    {
        const int FewAtATime = 8;
        var key = System.Environment.GetEnvironmentVariable(OpenAiAgent.KeyVariable);
        if (string.IsNullOrWhiteSpace(key))
            key = null;
        if (key is null && options.Endpoint is null)
            throw new UsageException($"{OpenAiAgent.KeyVariable} is not set. Set the environment variable to a key of OpenAI, or name another server with --endpoint.");
        var endpoint = options.Endpoint ?? OpenAiAgentOptions.DefaultEndpoint;
        var agent = OpenAiAgent.Create(new OpenAiAgentOptions { Model = model, Endpoint = endpoint, Key = key, Seed = options.Seed }, clock);
        return new AgentSource(_ => agent, FewAtATime)
        {
            Identity = ImmutableSortedDictionary<string, string>.Empty.Add("endpoint", endpoint.ToString()),
        };
    }

    static AgentSource OpenLlama(string folder, AgentOptions options, TimeProvider clock)
    {
        const int ManyAtATime = 32;
        if (!Directory.Exists(folder))
            throw new UsageException($"--agent {options.Name}: there is no folder '{folder}'. It holds config.json, model.safetensors and tokenizer.json.");
        if (options.Adapter is { } given && !Directory.Exists(given))
            throw new UsageException($"--adapter {given}: there is no such folder. It holds adapter_config.json and adapter_model.safetensors.");
        var source = AdaptedModel.Of(folder, options.Adapter);
        var client = LlamaChatClient.Load(folder, clock: clock, adapter: options.Adapter);
        var identity = ImmutableSortedDictionary<string, string>.Empty.Add("model", ContentHash.Of(source.Base));
        return new AgentSource(_ => new SharedClientAgent(options.Name, client), ManyAtATime, client)
        {
            Identity = source.Adapter is { } adapter ? identity.Add("adapter", ContentHash.Of(adapter)) : identity,
        };
    }
}
