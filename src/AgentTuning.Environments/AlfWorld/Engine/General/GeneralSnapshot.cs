namespace AgentTuning.Environments.AlfWorld.Engine.General;

/// <summary>A state of a general game.</summary>
sealed class GeneralSnapshot(GeneralHouse house, ulong[] state, ulong[] texts, int moves) : GameSnapshot
{
    public GeneralHouse House { get; } = house;

    public ulong[] State { get; } = state;

    public ulong[] Texts { get; } = texts;

    public int Moves { get; } = moves;
}
