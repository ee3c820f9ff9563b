using System.CommandLine;
using AgentTuning.Llama.Training;

namespace AgentTuning.Cli.Training;

/// <summary>The options of <c>train</c> about the machine: how the work is shared out, and what is kept on disk.</summary>
sealed class TrainMachineOptions
{
    readonly Option<int?> _shards = OptionKinds.OptionalNumber("--shards", "Parts that a step is cut into and worked on at the same time. The result depends on it, not on the machine's cores. Default: 4 for a small model; 1 beyond 32 M parameters, whose gradients are too large to be kept several times.");
    readonly Option<int> _rowsPerPack = OptionKinds.Number("--rows-per-pack", "Positions that a shard works on at once; fewer take less memory and more micro-steps.", new PassOptions().RowsPerPack);
    readonly Option<int?> _threads = OptionKinds.OptionalNumber("--threads", "Threads inside each shard. Default: 1 for a small model, else the machine's cores over the shards.");
    readonly Option<ComputePrecision> _precision = OptionKinds.Choice("--precision", "The number type of matrix products; weights, gradients and sums stay fp32. Auto takes bf16 where the machine has instructions for it and the model is wide enough.", ComputePrecision.Auto);
    readonly Option<ComputeDevice> _device = OptionKinds.Choice("--device", "Where to train; auto takes a GPU where there is one (docs/gpu.md).", ComputeDevice.Auto);
    readonly Option<int> _checkpointActivations = OptionKinds.Number("--checkpoint-activations", "Keep the input of every n-th layer only and compute the rest again on the way back; 0 keeps everything.", 0);
    readonly Option<bool?> _longestFirst = new("--longest-first") { Description = "Begin with the step that needs the most memory. Default: yes, and no with --model new.", HelpName = "true|false" };
    readonly Option<int> _checkpointEvery = OptionKinds.Number("--checkpoint-every", "Steps between two checkpoints to go on from.", 200);

    readonly Option<bool> _planOnly = OptionKinds.Switch("--plan-only", "Say what the run would do and how much memory it would take, and stop. Needs no data, and for llama-2-7b, -13b and -70b no weights.");
    readonly Option<bool> _ignoreMemory = OptionKinds.Switch("--ignore-memory-plan", "Train even where the plan says that the memory is too small.");

    public OptionGroup Group => new("Machine", [_device, _shards, _threads, _precision, _checkpointActivations, _rowsPerPack, _longestFirst, _checkpointEvery, _planOnly, _ignoreMemory]);

    /// <summary>True to stop before the first step.</summary>
    public bool IsPlanOnly(ParseResult result) => result.GetValue(_planOnly);

    /// <summary>True to train whatever the memory plan says.</summary>
    public bool IgnoresMemory(ParseResult result) => result.GetValue(_ignoreMemory);

    /// <summary>What the model is to decide where nothing was asked for.</summary>
    public TrainingRequest AddTo(TrainingRequest request, ParseResult result) => request with { Shards = result.GetValue(_shards), Threads = result.GetValue(_threads) };

    public TrainingOptions AddTo(TrainingOptions options, bool isNewModel, ParseResult result) => options with
    {
        Pass = new()
        {
            Device = result.GetValue(_device),
            RowsPerPack = result.GetValue(_rowsPerPack),
            CheckpointEvery = result.GetValue(_checkpointActivations),
            Precision = result.GetValue(_precision),
        },
        LongestFirst = result.GetValue(_longestFirst) ?? !isNewModel,
        CheckpointInterval = result.GetValue(_checkpointEvery),
    };
}
