using AgentTuning.Datasets;
using AgentTuning.Fitting;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;

namespace AgentTuning.Cli.Training;

/// <summary>One training run, as the command line asks for it.</summary>
sealed record TrainingRequest
{
    /// <summary>The folder of the model to start from, or, for a plan, its name; null makes one of <see cref="Shape"/>.</summary>
    public string? Model { get; init; }

    /// <summary>A chat template in Jinja in the place of the model's own; null keeps that.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>The folder of an adapter to go on training; null makes new ones, or none.</summary>
    public string? Adapter { get; init; }

    /// <summary>The shape of a new model, its vocabulary left open.</summary>
    public required LlamaConfig Shape { get; init; }

    /// <summary>Tokens of the vocabulary of a new model.</summary>
    public int VocabularySize { get; init; }

    /// <summary>Files of conversations or trajectories; the loss is taken on the model's own turns.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>Files of plain texts; the loss is taken everywhere.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Files or filtered run folders of agent conversations, drawn with probability η.</summary>
    public IReadOnlyList<string> AgentData { get; init; } = [];

    /// <summary>Sources of general conversations with their weights, drawn otherwise.</summary>
    public IReadOnlyList<string> GeneralData { get; init; } = [];

    /// <summary>How conversations of <see cref="GeneralData"/> are cleaned; null leaves them as they are.</summary>
    public CleanUpOptions? CleanUp { get; init; }

    /// <summary>The system prompt of conversations that have none; null leaves them without.</summary>
    public string? System { get; init; }

    /// <summary>Files from which a new vocabulary is made; empty makes it from what is trained on.</summary>
    public IReadOnlyList<string> VocabularyFrom { get; init; } = [];

    /// <summary>Files of conversations for the validation loss.</summary>
    public IReadOnlyList<string> Validation { get; init; } = [];

    /// <summary>What becomes of examples that are too long.</summary>
    public LongExamples LongExamples { get; init; }

    /// <summary>True to leave out examples without loss, false to refuse them.</summary>
    public bool DropsWithoutLoss { get; init; }

    /// <summary>Where the trained model goes.</summary>
    public string Output { get; init; } = "";

    /// <summary>True to say what the run would do, and stop.</summary>
    public bool IsPlanOnly { get; init; }

    /// <summary>True to train even where the memory plan says that it cannot.</summary>
    public bool IgnoresMemory { get; init; }

    /// <summary>Into how many shards a step is cut; null leaves it to the model.</summary>
    public int? Shards { get; init; }

    /// <summary>Threads inside a shard; null leaves it to the model.</summary>
    public int? Threads { get; init; }

    /// <summary>The hyper-parameters; shards, threads, precision and device are decided by <see cref="MachineChoice"/>.</summary>
    public required TrainingOptions Options { get; init; }
}
