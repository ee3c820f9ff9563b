using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;

namespace AgentTuning.Cli.Training;

/// <summary>One training run, as the command line asks for it.</summary>
sealed record TrainingRequest
{
    /// <summary>The folder of the model to start from; null makes one of <see cref="Shape"/>.</summary>
    public string? Model { get; init; }

    /// <summary>The shape of a new model, its vocabulary left open.</summary>
    public required LlamaConfig Shape { get; init; }

    /// <summary>Tokens of the vocabulary of a new model.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Files of conversations or trajectories; the loss is taken on the model's own turns.</summary>
    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>Files of plain texts; the loss is taken everywhere.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>Files from which a new vocabulary is made; empty makes it from what is trained on.</summary>
    public required IReadOnlyList<string> VocabularyFrom { get; init; }

    /// <summary>Files of conversations for the validation loss.</summary>
    public required IReadOnlyList<string> Validation { get; init; }

    /// <summary>Where the trained model goes.</summary>
    public required string Output { get; init; }

    /// <summary>The hyper-parameters.</summary>
    public required TrainingOptions Options { get; init; }
}
