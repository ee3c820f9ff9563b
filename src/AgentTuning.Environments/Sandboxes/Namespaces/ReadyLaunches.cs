namespace AgentTuning.Environments.Sandboxes.Namespaces;

/// <summary>Keeps a few sandboxes of each kind ready: taking one starts the next.</summary>
/// <param name="start">Makes one.</param>
/// <param name="count">How many of a kind are kept; 0 keeps none.</param>
/// <remarks>Safe for several callers at once. A kind is kept from the first time on that it was asked for.</remarks>
sealed class ReadyLaunches(Func<LaunchKind, CancellationToken, Task<NamespaceLaunch>> start, int count) : IAsyncDisposable
{
    /// <summary>Kinds beyond these are made when they are asked for.</summary>
    const int MaxKinds = 4;

    readonly Lock _lock = new();
    readonly Dictionary<LaunchKind, Queue<Task<NamespaceLaunch>>> _queues = [];
    readonly CancellationTokenSource _closing = new();

    /// <summary>One that is ready, or nearly.</summary>
    /// <exception cref="SandboxException">It cannot be made.</exception>
    public async Task<NamespaceLaunch> TakeAsync(LaunchKind kind, CancellationToken cancellationToken)
    {
        while (true)
        {
            var taken = Next(kind);
            NamespaceLaunch launch;
            try
            {
                launch = await taken.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                PutBack(kind, taken);
                throw;
            }
            if (!launch.HasEnded) return launch;
            await launch.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        List<Task<NamespaceLaunch>> left;
        lock (_lock)
        {
            left = [.. _queues.Values.SelectMany(queue => queue)];
            _queues.Clear();
        }
        foreach (var task in left) await DropAsync(task);
        _closing.Dispose();
    }

    Task<NamespaceLaunch> Next(LaunchKind kind)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            if (count == 0 || (!_queues.ContainsKey(kind) && _queues.Count == MaxKinds)) return start(kind, _closing.Token);
            if (!_queues.TryGetValue(kind, out var queue)) _queues[kind] = queue = [];
            var next = queue.Count > 0 ? queue.Dequeue() : start(kind, _closing.Token);
            while (queue.Count < count) queue.Enqueue(start(kind, _closing.Token));
            return next;
        }
    }

    // Whoever gave up has left one that is being made; it is kept for the next, or ended where nothing is kept.
    void PutBack(LaunchKind kind, Task<NamespaceLaunch> task)
    {
        lock (_lock)
        {
            if (!_closing.IsCancellationRequested && _queues.TryGetValue(kind, out var queue))
            {
                queue.Enqueue(task);
                return;
            }
        }
        _ = DropAsync(task);
    }

    static async Task DropAsync(Task<NamespaceLaunch> task)
    {
        try
        {
            await (await task).DisposeAsync();
        }
        catch (Exception exception) when (exception is SandboxException or OperationCanceledException)
        {
            // It never came to be.
        }
    }
}
