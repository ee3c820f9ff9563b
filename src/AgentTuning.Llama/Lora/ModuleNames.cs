using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Lora;

/// <summary>Names of projections, each whole or from a dot on, or an expression that whole names match: as PEFT reads <c>target_modules</c>.</summary>
sealed class ModuleNames
{
    static readonly SearchValues<char> MarksOfExpressions = SearchValues.Create("*+?()[]{}|^$\\");

    readonly Regex? _expression;

    ModuleNames(ImmutableArray<string> names) => Names = names;

    ModuleNames(Regex expression) => _expression = expression;

    /// <summary>The names; empty where an expression is given.</summary>
    public ImmutableArray<string> Names { get; } = [];

    /// <summary>Names such as <c>q_proj</c> or <c>model.layers.0.self_attn.q_proj</c>, or a single expression.</summary>
    /// <exception cref="InvalidDataException">An expression is none, or one that needs backtracking.</exception>
    public static ModuleNames Of(ImmutableArray<string> names) => names switch
    {
        [var all] when IsAllLinear(all) => new(new Regex("", RegexOptions.NonBacktracking)),
        [var expression] when IsExpression(expression) => new(Expression($"^(?:{expression})$", expression)),
        _ => new(names),
    };

    /// <summary>True for the name that stands for all projections.</summary>
    public static bool IsAllLinear(string name) => name.Equals(LoraOptions.AllLinear, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for what cannot be a name.</summary>
    public static bool IsExpression(string name) => name.AsSpan().ContainsAny(MarksOfExpressions);

    /// <summary>True if a projection is meant.</summary>
    public bool Contain(LinearModule module) => _expression?.IsMatch(module.Name) ?? Names.Any(name => IsMeant(name, module));

    /// <summary>True if a name means a projection.</summary>
    public static bool IsMeant(string name, LinearModule module) =>
        module.Name == name || module.Name.EndsWith("." + name, StringComparison.Ordinal);

    /// <summary>An expression of a file, matched in time linear in the text.</summary>
    /// <exception cref="InvalidDataException">It is no expression, or one that needs backtracking.</exception>
    public static Regex Expression(string anchored, string written)
    {
        const int longest = 4096;
        try
        {
            if (written.Length > longest) throw new InvalidDataException($"The expression has {written.Length} characters, expected at most {longest}.");
            return new(anchored, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"The expression '{written}' cannot be used: {e.Message}", e);
        }
    }
}
