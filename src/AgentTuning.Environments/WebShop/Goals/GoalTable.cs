using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop.Goals;

/// <summary>All goals of a shop in few bytes each; the texts are made of products when a goal is asked for.</summary>
/// <param name="Groups">The instructions, in the order of the catalogue.</param>
/// <param name="Order">The numbers of goals before shuffling, in the order of the shop.</param>
public sealed record GoalTable(ImmutableArray<GoalGroup> Groups, ImmutableArray<int> Order);
