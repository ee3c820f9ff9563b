using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>A column as a topic describes it.</summary>
/// <param name="Header">Its name, the unit left out.</param>
/// <param name="Unit">Its unit, or null.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Values">Patterns of names, words to choose from, or the pattern of a code; empty for numbers.</param>
/// <param name="Low">The least number.</param>
/// <param name="High">The greatest number.</param>
/// <param name="Decimals">Digits after the point.</param>
sealed record TopicColumn(
    string Header, string? Unit, ValueKind Kind, ImmutableArray<string> Values, decimal Low, decimal High, int Decimals);
