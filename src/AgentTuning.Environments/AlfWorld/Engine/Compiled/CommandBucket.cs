namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>The operators that one fact of the state makes possible.</summary>
/// <param name="Words">Where <see cref="Bits"/> go in the set of commands.</param>
/// <param name="Bits">The commands that need nothing else.</param>
/// <param name="Tests">
/// The others, in groups that share a literal: that literal and where the next group begins, then per operator the command, how many
/// further literals follow, and those.
/// </param>
/// <param name="Slow">Operators with conditions for all values.</param>
sealed record CommandBucket(int[] Words, ulong[] Bits, int[] Tests, int[] Slow);
