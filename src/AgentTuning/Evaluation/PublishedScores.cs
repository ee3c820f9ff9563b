using System.Collections.Immutable;
using AgentTuning.Environments;

namespace AgentTuning.Evaluation;

/// <summary>The main results of the AgentTuning paper (its table 4, as on the project's page).</summary>
public static class PublishedScores
{
    /// <summary>The first models of <see cref="Models"/> are those whose mean score is a benchmark's norm.</summary>
    internal const int ReferenceModels = 5;

    /// <summary>The models, the five reference models first.</summary>
    public static ImmutableArray<string> Models { get; } =
    [
        "gpt-3.5", "gpt-4", "llama-2-7b-chat", "llama-2-13b-chat", "llama-2-70b-chat", "agentlm-7b", "agentlm-13b", "agentlm-70b",
    ];

    /// <summary>The sixteen benchmarks of the three groups.</summary>
    public static ImmutableArray<PublishedScore> Benchmarks { get; } =
    [
        new("alfworld", EnvironmentKind.HeldIn, [14.0, 78.0, 2.0, 2.0, 6.0, 84.0, 76.0, 86.0]),
        new("webshop", EnvironmentKind.HeldIn, [67.2, 58.6, 4.4, 7.2, 1.5, 63.6, 70.8, 64.9]),
        new("mind2web", EnvironmentKind.HeldIn, [15.7, 22.6, 3.7, 2.3, 0.2, 6.4, 8.4, 13.5]),
        new("knowledge-graph", EnvironmentKind.HeldIn, [27.2, 52.1, 0.0, 0.0, 0.0, 18.1, 26.8, 47.0]),
        new("os", EnvironmentKind.HeldIn, [32.6, 36.8, 8.3, 9.0, 9.0, 17.4, 18.1, 21.5]),
        new("database", EnvironmentKind.HeldIn, [15.0, 33.7, 0.3, 1.3, 9.3, 30.6, 33.7, 37.7]),
        new("scienceworld", EnvironmentKind.HeldOut, [21.2, 36.4, 5.9, 6.4, 7.9, 13.7, 18.0, 20.8]),
        new("miniwob", EnvironmentKind.HeldOut, [66.7, 69.4, 0.0, 19.6, 0.7, 28.9, 31.1, 60.7]),
        new("webarena", EnvironmentKind.HeldOut, [4.56, 6.28, 1.23, 1.11, 0.62, 0.74, 1.60, 3.81]),
        new("hotpotqa", EnvironmentKind.HeldOut, [37.4, 52.1, 22.6, 25.2, 37.5, 22.3, 29.6, 41.6]),
        new("rewoo", EnvironmentKind.HeldOut, [71.0, 79.7, 48.3, 48.7, 55.1, 50.9, 55.7, 66.0]),
        new("card-game", EnvironmentKind.HeldOut, [24.5, 50.0, 0.0, 0.0, 5.0, 7.0, 2.5, 23.5]),
        new("mmlu", EnvironmentKind.General, [70.0, 86.4, 48.0, 54.3, 62.1, 48.7, 53.6, 59.5]),
        new("humaneval", EnvironmentKind.General, [48.1, 67.0, 13.9, 18.4, 30.8, 15.4, 14.8, 28.7]),
        new("gsm8k", EnvironmentKind.General, [57.1, 87.1, 27.7, 37.5, 54.7, 24.6, 32.4, 59.7]),
        new("mt-bench", EnvironmentKind.General, [7.94, 8.99, 6.26, 6.65, 6.85, 6.11, 6.57, 7.26]),
    ];
}
