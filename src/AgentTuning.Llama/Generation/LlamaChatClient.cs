using System.Runtime.CompilerServices;
using AgentTuning.Agents;
using AgentTuning.Conversations;
using AgentTuning.Episodes;
using AgentTuning.Llama.Lora;
using AgentTuning.Templates;
using AgentTuning.Tokenization;
using Microsoft.Extensions.AI;

namespace AgentTuning.Llama.Generation;

/// <summary>A Llama behind the interface that every agent has.</summary>
/// <remarks>
/// Safe for any number of callers. Greedy unless a temperature is asked for, and a reply depends on nothing but the messages and the
/// options. Of the options, <see cref="ChatOptions.Instructions"/>, <see cref="ChatOptions.MaxOutputTokens"/>,
/// <see cref="ChatOptions.Temperature"/>, <see cref="ChatOptions.TopP"/>, <see cref="ChatOptions.Seed"/> and
/// <see cref="ChatOptions.StopSequences"/> count; tools are refused. Without a limit, a reply may fill the context.
/// </remarks>
public sealed class LlamaChatClient : IChatClient
{
    readonly LlamaGenerator _generator;
    readonly ITokenizer _tokenizer;
    readonly IChatTemplate _template;
    readonly ChatClientMetadata _metadata;

    /// <param name="generator">Belongs to the client from now on.</param>
    /// <param name="tokenizer">The tokenizer with which the model was trained.</param>
    /// <param name="template">The template with which the model was trained.</param>
    /// <param name="modelId">The name under which the model is reported.</param>
    /// <exception cref="ArgumentException">The tokenizer has ids that the model lacks.</exception>
    public LlamaChatClient(LlamaGenerator generator, ITokenizer tokenizer, IChatTemplate template, string modelId)
    {
        if (tokenizer.VocabularySize > generator.Config.VocabularySize)
        {
            throw new ArgumentException(
                $"The tokenizer has {tokenizer.VocabularySize} ids, and the model's vocabulary {generator.Config.VocabularySize}. They do not belong together.",
                nameof(tokenizer));
        }

        _generator = generator;
        _tokenizer = tokenizer;
        _template = template;
        _metadata = new ChatClientMetadata("agenttuning", providerUri: null, modelId);
    }

    /// <summary>A client for a model in a folder with its tokenizer, in Hugging Face layout, and its own chat template.</summary>
    /// <param name="folder">Holds <c>config.json</c>, the weights and <c>tokenizer.json</c>. Its name is the model's.</param>
    /// <param name="options">What the model may use of the machine.</param>
    /// <param name="clock">What templates read that write today's date; null is the system's.</param>
    /// <param name="adapter">The folder of a LoRA adapter for the model; null takes the model as it is, or the base that the folder's own adapter names.</param>
    /// <exception cref="FileNotFoundException">The folder lacks a file.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the files do not belong together.</exception>
    public static LlamaChatClient Load(string folder, GeneratorOptions? options = null, TimeProvider? clock = null, string? adapter = null)
    {
        var source = AdaptedModel.Of(folder, adapter);
        var tokenizer = TokenizerFolder.Load(source.TokenizerFolder);
        using var model = source.Load();
        if (tokenizer.VocabularySize > model.Config.VocabularySize)
        {
            throw new InvalidDataException(
                $"{folder}: the tokenizer has {tokenizer.VocabularySize} ids, and the model's vocabulary {model.Config.VocabularySize}. Were the files mixed up?");
        }

        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(source.Folder)));
        return new LlamaChatClient(new LlamaGenerator(model, options), tokenizer, ModelChatTemplate.Load(source.TokenizerFolder, tokenizer, clock ?? TimeProvider.System), name);
    }

    /// <inheritdoc/>
    /// <exception cref="ContextLimitException">The conversation leaves no room for a reply.</exception>
    /// <exception cref="InvalidDataException">The template cannot render the messages.</exception>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (options?.StopSequences is { Count: > 0 })
            return await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        var request = CreateRequest(messages, options);
        var result = await _generator.GenerateAsync(request, cancellationToken);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, _tokenizer.Decode(result.TokenIds).Trim()))
        {
            ModelId = _metadata.DefaultModelId,
            FinishReason = ReasonOf(result.Ending),
            Usage = Count(request, result.TokenIds.Length),
        };
    }

    /// <inheritdoc/>
    /// <remarks>The pieces together are the text of <see cref="GetResponseAsync"/>; the last update has the finish reason and the usage.</remarks>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = CreateRequest(messages, options);
        var reply = new ReplyText(_tokenizer, options?.StopSequences ?? []);
        await foreach (var token in _generator.StreamAsync(request, cancellationToken))
        {
            var piece = reply.Add(token);
            if (piece.Length > 0)
                yield return Update(piece);
            if (reply.IsStopped)
                break;
        }

        var rest = reply.Finish();
        var last = rest.Length > 0 ? Update(rest) : new ChatResponseUpdate(ChatRole.Assistant, []) { ModelId = _metadata.DefaultModelId };
        var length = Math.Min(request.MaxNewTokens ?? int.MaxValue, _generator.Config.MaxPositions - request.PromptIds.Length);
        last.FinishReason = reply.IsStopped || reply.TokenCount < length ? ChatFinishReason.Stop : ChatFinishReason.Length;
        last.Contents.Add(new UsageContent(Count(request, reply.TokenCount)));
        yield return last;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        if (serviceKey is not null)
            return null;

        object[] services = [this, _metadata, _generator, _tokenizer, _template];
        return services.FirstOrDefault(serviceType.IsInstanceOfType);
    }

    /// <summary>Ends what still runs, and frees the weights and the keys and values.</summary>
    public void Dispose() => _generator.Dispose();

    GenerationRequest CreateRequest(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        if (options?.Tools is { Count: > 0 } tools)
            throw new NotSupportedException($"{tools.Count} tools are offered, and this model's template has none. Ask for actions as text.");

        var seed = options?.Seed ?? 0;
        return new GenerationRequest
        {
            PromptIds = [.. _template.RenderPrompt(ToTurns(messages, options?.Instructions))],
            MaxNewTokens = options?.MaxOutputTokens,
            Temperature = options?.Temperature ?? 0,
            TopP = options?.TopP ?? 1,
            Seed = unchecked((int)(seed ^ (seed >> 32))),
            StopIds = [.. _generator.StopIds.Concat(_template.StopIds).Distinct()],
        };
    }

    // Instructions come before what the conversation's own system turn says.
    static List<Turn> ToTurns(IEnumerable<ChatMessage> messages, string? instructions)
    {
        var turns = messages.Select(ChatTurns.FromMessage).ToList();
        if (string.IsNullOrEmpty(instructions))
            return turns;

        if (turns is [{ Role: TurnRole.System } system, ..])
            turns[0] = Turn.System($"{instructions}\n\n{system.Text}");
        else
            turns.Insert(0, Turn.System(instructions));
        return turns;
    }

    ChatResponseUpdate Update(string text) => new(ChatRole.Assistant, text) { ModelId = _metadata.DefaultModelId };

    static ChatFinishReason ReasonOf(GenerationEnding ending) =>
        ending == GenerationEnding.Stop ? ChatFinishReason.Stop : ChatFinishReason.Length;

    static UsageDetails Count(GenerationRequest request, int generated) => new()
    {
        InputTokenCount = request.PromptIds.Length,
        OutputTokenCount = generated,
        TotalTokenCount = request.PromptIds.Length + generated,
    };
}
