using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AgentTuning.Agents;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Generation;

/// <summary>Generates for many conversations at once with a Llama, on the processor.</summary>
/// <remarks>
/// Requests come from any number of callers and join the work as soon as there is room. The result of a request is the same to the bit
/// whatever else runs, on however many threads. Keys and values stay, under a bound of memory, so a prompt that begins like an earlier
/// one is computed only from where it differs. The model's weights are copied: later changes to the model do not reach the generator.
/// </remarks>
public sealed class LlamaGenerator : IDisposable
{
    // Weights of this size stay in the caches, and every core goes through them for conversations of its own. Larger ones go
    // through all cores together, once for all conversations.
    const long SmallModelBytes = 32L << 20;

    readonly object _gate = new();
    readonly NativeArena _arena = new();
    readonly GenerationSchedule _schedule;
    readonly Thread[] _threads;
    readonly int _coreCount;
    bool _isStopping;
    Exception? _failure;

    /// <summary>Copies the weights and starts the threads.</summary>
    /// <exception cref="OutOfMemoryException">The weights do not fit.</exception>
    public LlamaGenerator(LlamaModel model, GeneratorOptions? options = null)
    {
        options ??= new GeneratorOptions();
        Config = model.Config;
        StopIds = model.StopIds;
        var layout = new KeyValueLayout(Config.LayerCount, Config.KeyValueHeadCount, Config.HeadSize);
        var weights = new DecoderWeights(_arena, model);
        var isSmall = Config.ParameterCount * sizeof(float) <= SmallModelBytes;
        var steps = isSmall ? options.Threads : 1;
        var whole = KeyValueLayout.BlocksFor(Config.MaxPositions) + 1;
        var capacity = (int)Math.Clamp(options.CacheBytes / (layout.BlockLength * sizeof(float)), whole, int.MaxValue);
        _schedule = new GenerationSchedule(new KeyValueCache(_arena, layout, capacity), steps);
        _coreCount = options.Threads;
        _threads = new Thread[steps];
        for (var i = 0; i < steps; i++)
        {
            var scratch = new DecoderScratch(_arena, Config, options.StepPositions, options.Threads);
            var decoder = new Decoder(weights, layout, scratch, new ComputeTeam(options.Threads));
            _threads[i] = new Thread(() => Run(decoder)) { IsBackground = true, Name = $"Llama generator {i}" };
            _threads[i].Start();
        }
    }

    /// <summary>The shape of the model.</summary>
    public LlamaConfig Config { get; }

    /// <summary>The ids at which the model's checkpoint ends a text; a request names its own.</summary>
    public IReadOnlyList<int> StopIds { get; }

    /// <summary>What was done so far.</summary>
    public GeneratorStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return new GeneratorStatistics(
                    _schedule.PromptTokens, _schedule.ReusedTokens, _schedule.GeneratedTokens, _schedule.Steps, _arena.Bytes);
            }
        }
    }

    /// <summary>Generates until a stop id or a limit.</summary>
    /// <exception cref="ContextLimitException">The prompt leaves no room in the context.</exception>
    /// <exception cref="ArgumentException">The prompt is empty, or has an id that the model does not know.</exception>
    /// <exception cref="InvalidDataException">The model's scores are no numbers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, at once; the others go on.</exception>
    public async Task<GenerationResult> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var conversation = Start(request, stream: null);
        await using var registration = cancellationToken.Register(() => Abandon(conversation, cancellationToken));
        return await conversation.Completion;
    }

    /// <summary>Generates the same tokens one by one; leaving the loop early cancels the rest.</summary>
    /// <returns>The ids, without the stop id.</returns>
    /// <inheritdoc cref="GenerateAsync"/>
    public async IAsyncEnumerable<int> StreamAsync(
        GenerationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var channel = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        var conversation = Start(request, channel.Writer);
        try
        {
            await foreach (var token in channel.Reader.ReadAllAsync(cancellationToken))
                yield return token;
        }
        finally
        {
            Abandon(conversation, cancellationToken);
        }
    }

    /// <summary>Stops the threads after the steps that run, fails what is left with <see cref="ObjectDisposedException"/>, and frees the memory.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isStopping)
                return;

            _isStopping = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads)
            thread.Join();
        foreach (var conversation in _schedule.Clear())
            conversation.Fail(_failure ?? new ObjectDisposedException(nameof(LlamaGenerator)));
        _arena.Dispose();
    }

    LiveConversation Start(GenerationRequest request, ChannelWriter<int>? stream)
    {
        Check(request);
        var conversation = new LiveConversation(request, Config.MaxPositions, stream);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopping, this);
            if (_failure is not null)
                throw _failure;

            _schedule.Add(conversation);
            Monitor.Pulse(_gate);
        }

        return conversation;
    }

    bool IsOver => _isStopping || _failure is not null;

    void Check(GenerationRequest request)
    {
        var ids = request.PromptIds;
        if (ids.IsDefaultOrEmpty)
            throw new ArgumentException("The prompt is empty, expected at least one id.", nameof(request));

        foreach (var id in ids)
        {
            if (id >= 0 && id < Config.VocabularySize)
                continue;

            throw new ArgumentException(
                $"The prompt has the id {id}, expected 0 to {Config.VocabularySize - 1}. Does the tokenizer belong to this model?",
                nameof(request));
        }

        if (ids.Length >= Config.MaxPositions)
        {
            throw new ContextLimitException(
                $"The prompt has {ids.Length} tokens, and the model's context has {Config.MaxPositions} with the reply. Shorten the conversation.");
        }
    }

    void Abandon(LiveConversation conversation, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            conversation.IsAbandoned = true;
            Monitor.Pulse(_gate);
        }

        conversation.Cancel(cancellationToken);
    }

    void Run(Decoder decoder)
    {
        try
        {
            while (TryPlan(decoder.Capacity, out var steps, out var slots))
                Settle(steps, decoder.Compute(steps, slots));
        }
        catch (OutOfMemoryException exception)
        {
            Break(new InsufficientMemoryException(
                $"The generator found no memory beyond {Statistics.NativeBytes} bytes. Give it fewer threads or less room for keys and values.", exception));
        }
    }

    // Where fewer conversations are live than there are threads, each of them gets several.
    bool TryPlan(int room, out List<PlannedStep> steps, out int slots)
    {
        lock (_gate)
        {
            steps = [];
            while (!IsOver && (steps = _schedule.Plan(room)).Count == 0)
                Monitor.Wait(_gate);
            // Every step is followed by planning the next on the same thread; another is woken only where it has something to do.
            if (_schedule.HasReady)
                Monitor.Pulse(_gate);
            slots = _coreCount / Math.Clamp(_schedule.Live, 1, _threads.Length);
            return !IsOver;
        }
    }

    void Settle(List<PlannedStep> steps, IReadOnlyList<int?> tokens)
    {
        var ended = new List<(LiveConversation Conversation, GenerationEnding? Ending)>();
        lock (_gate)
        {
            for (var i = 0; i < steps.Count; i++)
            {
                if (tokens[i] == Sampler.NoNumber)
                {
                    _schedule.Drop(steps[i]);
                    ended.Add((steps[i].Conversation, null));
                }
                else if (_schedule.Settle(steps[i], tokens[i]) is { } ending)
                {
                    ended.Add((steps[i].Conversation, ending));
                }
            }
        }

        foreach (var (conversation, ending) in ended)
        {
            if (ending is { } reason)
                conversation.Complete(reason);
            else
                conversation.Fail(new InvalidDataException(
                    $"The model's scores after {conversation.Tokens.Count} tokens are no numbers. Are the weights damaged, or did its training diverge?"));
        }
    }

    void Break(Exception failure)
    {
        IReadOnlyList<LiveConversation> left;
        lock (_gate)
        {
            _failure = failure;
            left = _schedule.Clear();
            Monitor.PulseAll(_gate);
        }

        foreach (var conversation in left)
            conversation.Fail(failure);
    }
}
