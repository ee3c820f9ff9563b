namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>A state of a compiled game: one block of bits.</summary>
sealed class CompiledSnapshot(CompiledHouse house, ulong[] bits, int moves, bool isWon) : GameSnapshot
{
    public CompiledHouse House { get; } = house;

    public ulong[] Bits { get; } = bits;

    public int Moves { get; } = moves;

    public bool IsWon { get; } = isWon;
}
