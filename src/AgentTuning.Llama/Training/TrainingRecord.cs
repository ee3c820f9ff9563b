using System.Text.Json.Nodes;

namespace AgentTuning.Llama.Training;

/// <summary>What a training run is made from; two runs with equal records end in the same bytes.</summary>
sealed record TrainingRecord
{
    /// <summary>The options that shape the result, by name.</summary>
    public required JsonObject Options { get; init; }

    /// <summary>The model's shape as its <c>config.json</c> has it.</summary>
    public required JsonNode Model { get; init; }

    /// <summary>SHA-256 of the weights before the first step.</summary>
    public required string WeightsHash { get; init; }

    /// <summary>SHA-256 of the ids and masks of the training examples, in their order.</summary>
    public required string DataHash { get; init; }

    /// <summary>SHA-256 of the ids and masks of the validation examples, in their order.</summary>
    public required string ValidationHash { get; init; }

    /// <summary>The number of training examples given.</summary>
    public required int Examples { get; init; }

    /// <summary>The pools that examples are drawn from, in words; null where they are gone through in epochs.</summary>
    public IReadOnlyList<string>? Pools { get; init; }
}
