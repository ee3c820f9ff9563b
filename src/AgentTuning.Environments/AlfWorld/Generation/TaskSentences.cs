namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>The sentences of ALFWorld's goal library.</summary>
static class TaskSentences
{
    /// <summary>The sentence of a goal.</summary>
    /// <param name="goal">What is to be done.</param>
    /// <param name="wording">Which of the two sentences: 0 or 1.</param>
    public static string Of(HouseGoal goal, int wording)
    {
        var template = (goal.Type, wording) switch
        {
            (HouseholdTaskType.PickAndPlace, 0) => "put a {0} in {1}.",
            (HouseholdTaskType.PickAndPlace, _) => "put some {0} on {1}.",
            (HouseholdTaskType.LookInLight, 0) => "look at {0} under the {1}.",
            (HouseholdTaskType.LookInLight, _) => "examine the {0} with the {1}.",
            (HouseholdTaskType.CleanAndPlace, 0) => "put a clean {0} in {1}.",
            (HouseholdTaskType.CleanAndPlace, _) => "clean some {0} and put it in {1}.",
            (HouseholdTaskType.HeatAndPlace, 0) => "put a hot {0} in {1}.",
            (HouseholdTaskType.HeatAndPlace, _) => "heat some {0} and put it in {1}.",
            (HouseholdTaskType.CoolAndPlace, 0) => "put a cool {0} in {1}.",
            (HouseholdTaskType.CoolAndPlace, _) => "cool some {0} and put it in {1}.",
            (_, 0) => "put two {0} in {1}.",
            _ => "find two {0} and put them in {1}.",
        };
        return template.Replace("{0}", goal.Wanted.ToLowerInvariant(), StringComparison.Ordinal).Replace("{1}", goal.Place.ToLowerInvariant(), StringComparison.Ordinal);
    }
}
