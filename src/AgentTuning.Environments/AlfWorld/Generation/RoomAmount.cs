namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>How much of a class a kind of room has.</summary>
/// <param name="Room">The kind of room.</param>
/// <param name="Percent">In how many of a hundred rooms there is any.</param>
/// <param name="Least">Where there is any.</param>
/// <param name="Most">Where there is any.</param>
sealed record RoomAmount(RoomKind Room, int Percent, int Least, int Most);
