using System.Collections.Immutable;
using System.Threading.Channels;

namespace AgentTuning.Llama.Generation;

/// <summary>A request on its way. Guarded by the lock of the generator, its completion aside.</summary>
sealed class LiveConversation
{
    readonly TaskCompletionSource<GenerationResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ChannelWriter<int>? _stream;
    readonly Sampler _sampler;

    /// <param name="request">A request that fits the context.</param>
    /// <param name="contextLength">The positions of the model.</param>
    /// <param name="stream">Gets each token as it comes, or null.</param>
    public LiveConversation(GenerationRequest request, int contextLength, ChannelWriter<int>? stream)
    {
        Request = request;
        Tokens = [.. request.PromptIds];
        MaxLength = (int)Math.Min((long)Tokens.Count + (request.MaxNewTokens ?? contextLength), contextLength);
        // The last token is never computed, only given; one block more is read while its beginning is copied.
        ReservedBlocks = KeyValueLayout.BlocksFor(Math.Max(MaxLength - 1, Tokens.Count)) + 1;
        _stream = stream;
        _sampler = new Sampler(request.Temperature, request.TopP, request.Seed);
    }

    public GenerationRequest Request { get; }

    /// <summary>The prompt and what was generated so far.</summary>
    public List<int> Tokens { get; }

    /// <summary>The number of tokens at which generation ends.</summary>
    public int MaxLength { get; }

    /// <summary>The most blocks it may hold at any time.</summary>
    public int ReservedBlocks { get; }

    /// <summary>The blocks of its positions, from the first on.</summary>
    public List<KeyValueBlock> Path { get; } = [];

    /// <summary>The first blocks of the path, which others can find too.</summary>
    public int PublishedBlocks { get; set; }

    /// <summary>Positions whose keys and values are there, or are being computed by the step that runs.</summary>
    public int Computed { get; set; }

    /// <summary>True once nobody waits for it any longer.</summary>
    public bool IsAbandoned { get; set; }

    public Task<GenerationResult> Completion => _completion.Task;

    /// <summary>The next token, or <see cref="Sampler.NoNumber"/>.</summary>
    public int Choose(ReadOnlySpan<float> logits) => _sampler.Choose(logits);

    /// <summary>Takes the next token.</summary>
    /// <returns>How it ends with this token, or null where it goes on.</returns>
    public GenerationEnding? Accept(int token)
    {
        if (Request.StopIds.Contains(token))
            return GenerationEnding.Stop;

        Tokens.Add(token);
        _stream?.TryWrite(token);
        return Tokens.Count >= MaxLength ? GenerationEnding.Length : null;
    }

    public void Complete(GenerationEnding ending)
    {
        ImmutableArray<int> ids = [.. Tokens.Skip(Request.PromptIds.Length)];
        _completion.TrySetResult(new GenerationResult(ids, ending));
        _stream?.TryComplete();
    }

    public void Fail(Exception exception)
    {
        _completion.TrySetException(exception);
        _stream?.TryComplete(exception);
    }

    public void Cancel(CancellationToken cancellationToken)
    {
        _completion.TrySetCanceled(cancellationToken);
        _stream?.TryComplete(new OperationCanceledException(cancellationToken));
    }
}
