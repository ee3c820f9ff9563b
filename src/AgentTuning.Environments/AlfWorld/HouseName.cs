using AgentTuning.Tasks;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>A generated house: the same name and task type give the same game file, bit for bit.</summary>
/// <param name="Generator">The version of the generator that made it.</param>
/// <param name="Seed">Of the house.</param>
/// <param name="Split">Rooms and goals of train and test are apart.</param>
public sealed record HouseName(int Generator, int Seed, TaskSplit Split);
