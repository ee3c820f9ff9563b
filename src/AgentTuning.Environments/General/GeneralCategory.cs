using System.Collections.Immutable;
using AgentTuning.Environments.General.Kinds;

namespace AgentTuning.Environments.General;

/// <summary>A group of kinds that scores are broken down by.</summary>
/// <param name="Name">Such as <c>copying</c>.</param>
/// <param name="Kinds">Their shares over all categories add up to 100.</param>
sealed record GeneralCategory(string Name, ImmutableArray<QuestionKind> Kinds)
{
    /// <summary>The categories in the order of the README.</summary>
    public static ImmutableArray<GeneralCategory> All { get; } =
    [
        new("copying", CopyingKinds.All),
        new("reading", ReadingKinds.All),
        new("strings", StringKinds.All),
        new("lists", ListKinds.All),
        new("arithmetic", ArithmeticKinds.All),
        new("units-dates", UnitKinds.All),
        new("choice", ChoiceKinds.All),
        new("small-talk", SmallTalkKinds.All),
    ];
}
