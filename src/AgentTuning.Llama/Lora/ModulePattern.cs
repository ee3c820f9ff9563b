using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Lora;

/// <summary>Numbers for projections by expressions for the ends of their names, as PEFT reads <c>rank_pattern</c>.</summary>
/// <param name="pattern">In the order in which they are tried.</param>
sealed class ModulePattern(ImmutableArray<KeyValuePair<string, double>> pattern)
{
    readonly ImmutableArray<(Regex Expression, double Value)> _pattern =
        [.. pattern.Select(entry => (ModuleNames.Expression($@"^(?:.*\.)?(?:{entry.Key})$", entry.Key), entry.Value))];

    /// <summary>The number of the first expression that matches; null where none does.</summary>
    public double? For(LinearModule module)
    {
        foreach (var (expression, value) in _pattern)
            if (expression.IsMatch(module.Name)) return value;
        return null;
    }
}
