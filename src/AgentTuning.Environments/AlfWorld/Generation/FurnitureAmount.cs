namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>How many receptacles of a class a room has.</summary>
/// <param name="Class">The class of receptacles.</param>
/// <param name="Amount">How many, in how many rooms.</param>
sealed record FurnitureAmount(ReceptacleClass Class, RoomAmount Amount);
