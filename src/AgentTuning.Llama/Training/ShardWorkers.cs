using System.Collections.Concurrent;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>One thread for each shard, each with a replica of the model on the same weights, and further threads inside its operators.</summary>
/// <remarks>
/// Small models gain nothing from several threads inside an operator, and much from several operators at once. One thread inside
/// each operator also makes the result independent of the number of cores. Each shard has gradients of its own, which a large model cannot afford:
/// it takes one shard with several threads.
/// </remarks>
sealed class ShardWorkers : IDisposable
{
    readonly LlamaModel _model;
    readonly LlamaModel _trained;
    readonly LlamaModel[] _replicas;
    readonly ComputeWeights _weights;
    readonly PackedPass[] _passes;
    readonly BlockingCollection<Task>[] _queues;
    readonly Thread[] _threads;
    readonly int _operatorThreads;

    /// <param name="model">Shared by all shards.</param>
    /// <param name="shards">How many.</param>
    /// <param name="options">How each computes; the precision is decided.</param>
    public ShardWorkers(LlamaModel model, int shards, PassOptions? options = null)
    {
        options ??= new();
        _model = model;
        _trained = options.Device switch
        {
            ComputeDevice.Cpu => model,
            ComputeDevice.Cuda => model.CopyTo(CUDA),
            _ => throw new InvalidOperationException("The device is not decided yet: see PassDefaults.Decide."),
        };
        _operatorThreads = get_num_threads();
        _replicas = [_trained, .. Enumerable.Range(1, shards - 1).Select(_ => _trained.Share())];
        _weights = new(_trained, options.ComputeType);
        _passes = [.. _replicas.Select(replica => new PackedPass(replica, options, _weights))];
        _queues = [.. _replicas.Select(_ => new BlockingCollection<Task>())];
        _threads = [.. _queues.Select((queue, i) => new Thread(() => Work(queue, options.Threads)) { IsBackground = true, Name = $"shard {i}" })];
        foreach (var thread in _threads) thread.Start();
    }

    /// <summary>The number of shards.</summary>
    public int Count => _replicas.Length;

    /// <summary>The replica of each shard; the first is the model itself, or its copy on the device.</summary>
    public IReadOnlyList<LlamaModel> Replicas => _replicas;

    /// <summary>What computes each shard's loss and gradient.</summary>
    public IReadOnlyList<PackedPass> Passes => _passes;

    /// <summary>Runs a job for every shard at the same time and ends when all have ended.</summary>
    /// <returns>The results in the order of the shards.</returns>
    public async Task<T[]> RunAsync<T>(Func<int, T> job)
    {
        var tasks = new Task<T>[_queues.Length];
        for (var i = 0; i < tasks.Length; i++)
        {
            var shard = i;
            tasks[i] = new Task<T>(() => job(shard), TaskCreationOptions.RunContinuationsAsynchronously);
            _queues[i].Add(tasks[i]);
        }
        return await Task.WhenAll(tasks);
    }

    /// <summary>Lets the passes see the weights as they are now; needed before the first pass and whenever weights have changed.</summary>
    public Task RefreshAsync() => RunAsync(shard =>
    {
        _passes[shard].Refresh(shard, _passes.Length);
        return true;
    });

    /// <summary>Brings the model's weights to the device after they were set from outside; nothing where the passes compute on the model itself.</summary>
    public void LoadWeights()
    {
        if (_trained != _model) _trained.CopyFrom(_model);
    }

    /// <summary>Brings the trained weights into the model before it is saved; nothing where the passes compute on the model itself.</summary>
    public void StoreWeights()
    {
        if (_trained != _model) _model.CopyFrom(_trained);
    }

    /// <summary>Ends the threads and frees the replicas.</summary>
    public void Dispose()
    {
        foreach (var queue in _queues) queue.CompleteAdding();
        foreach (var thread in _threads) thread.Join();
        foreach (var queue in _queues) queue.Dispose();
        set_num_threads(_operatorThreads); // the setting of one thread becomes that of all threads made later
        foreach (var pass in _passes) pass.Dispose();
        _weights.Dispose();
        foreach (var replica in _replicas)
        {
            foreach (var parameter in replica.Parameters) parameter.grad = null;
            if (replica != _model) replica.Dispose();
        }
    }

    static void Work(BlockingCollection<Task> queue, int threads)
    {
        set_num_threads(threads);
        foreach (var task in queue.GetConsumingEnumerable()) task.RunSynchronously(TaskScheduler.Default);
    }
}
