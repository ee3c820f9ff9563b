using System.Collections.Immutable;

namespace AgentTuning.Cli.AlfWorld;

/// <summary>How a player did in generated houses.</summary>
/// <param name="Player">Who played.</param>
/// <param name="Wanted">What is wanted of the player, in words.</param>
/// <param name="Types">A row for each type of task.</param>
sealed record HouseCheckReport(HousePlayer Player, string Wanted, ImmutableArray<HouseCheckRow> Types);
