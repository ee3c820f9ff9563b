namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>A class of receptacles, such as Cabinet.</summary>
/// <param name="Name">Such as <c>CounterTop</c>.</param>
/// <param name="DoorPercent">How many of a hundred have a door; 0: they cannot be opened.</param>
/// <param name="Capacity">How many things one holds at first; the player may put in any number.</param>
/// <param name="LowestHeight">In hundredths of a metre.</param>
/// <param name="GreatestHeight">In hundredths of a metre.</param>
sealed record ReceptacleClass(string Name, int DoorPercent, int Capacity, int LowestHeight, int GreatestHeight);
