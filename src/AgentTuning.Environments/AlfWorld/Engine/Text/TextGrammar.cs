namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>The grammar of a game file.</summary>
sealed class TextGrammar
{
    public required string Place { get; init; }

    /// <summary>The rules of each symbol, in order.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<TextRule>> Rules { get; init; }

    /// <summary>The texts of each action, by its name in lower case.</summary>
    public required IReadOnlyDictionary<string, ActionText> Actions { get; init; }

    public ActionText TextOf(string action) =>
        Actions.TryGetValue(action, out var text) ? text : throw new InvalidDataException($"{Place}: the action '{action}' can be carried out, but has no template and feedback.");

    public IReadOnlyList<TextRule> RulesOf(string symbol) =>
        Rules.TryGetValue(symbol, out var rules) && rules.Count > 0 ? rules : throw new InvalidDataException($"{Place}: there is no rule for the symbol '#{symbol}#'.");
}
