using System.Collections.Immutable;

namespace AgentTuning.Bench.Examples;

/// <summary>The lengths of AgentInstruct, as numbers: the data itself is not part of this project.</summary>
/// <remarks>
/// Measured on a published sample of 100 trajectories (THUDM/AgentInstruct), rendered with the Llama 2 template and
/// its system prompt and encoded with the vocabulary of Llama 2. The number of trajectories is that of the whole data set.
/// Replies before the task, which acknowledge the instruction or belong to an example that is shown, have no loss.
/// </remarks>
public static class AgentInstructLengths
{
    /// <summary>The six environments.</summary>
    public static ImmutableArray<EnvironmentLengths> Environments { get; } =
    [
        new("os", 195, 561)
        {
            Replies = [2, 2, 2, 3, 3, 4, 4, 4, 4, 7, 7],
            Task = [21, 23, 23, 27, 35, 37, 49, 55, 61, 71, 76],
            Reply = [24, 30, 45, 49, 49, 54, 58, 67, 76, 92, 118],
            Observation = [54, 56, 59, 60, 64, 68, 74, 99, 111, 139, 372],
        },
        new("db", 538, 336)
        {
            Replies = [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3],
            Task = [44, 55, 59, 68, 89, 93, 111, 126, 145, 207, 405],
            Reply = [17, 30, 42, 55, 67, 78, 93, 111, 148, 190, 371],
            Observation = [9, 9, 9, 12, 12, 14, 16, 26, 31, 51, 100],
        },
        new("alfworld", 336, 363)
        {
            Replies = [3, 6, 7, 8, 8, 9, 15, 21, 23, 26, 29],
            Task = [62, 71, 82, 119, 139, 186, 216, 234, 252, 279, 364],
            Reply = [7, 11, 11, 11, 12, 12, 15, 17, 19, 53, 102],
            Observation = [11, 16, 16, 18, 23, 24, 26, 31, 35, 48, 102],
        },
        new("webshop", 351, 233)
        {
            Replies = [3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5],
            Task = [29, 31, 31, 33, 35, 36, 37, 39, 43, 47, 52],
            Reply = [31, 38, 41, 45, 50, 51, 53, 56, 59, 63, 96],
            Observation = [152, 164, 196, 218, 230, 289, 649, 739, 809, 893, 1019],
        },
        new("kg", 324, 1644)
        {
            Replies = [3, 3, 5, 5, 5, 6, 6, 6, 7, 10, 15],
            Task = [30, 32, 33, 39, 41, 42, 42, 42, 43, 45, 45],
            Reply = [29, 36, 44, 49, 54, 60, 64, 68, 78, 89, 258],
            Observation = [20, 24, 26, 27, 28, 32, 34, 40, 120, 201, 1203],
        },
        new("mind2web", 122, 34)
        {
            Replies = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
            Task = [303, 343, 383, 395, 407, 457, 507, 507, 507, 667, 827],
            Reply = [26, 28, 30, 31, 32, 35, 38, 38, 38, 40, 41],
        },
    ];
}
