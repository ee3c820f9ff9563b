namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>A condition for all values, as the list of what would break it.</summary>
/// <param name="Number">Orders universals among each other.</param>
/// <param name="Violations">None may hold.</param>
sealed record GroundUniversal(int Number, GroundCondition[] Violations)
{
    public bool Holds(ReadOnlySpan<ulong> state)
    {
        foreach (var violation in Violations)
        {
            if (violation.Holds(state))
                return false;
        }

        return true;
    }
}
