namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>Looks through what a game can say, so that a fault shows when a game is opened and not in its middle.</summary>
static class TextCheck
{
    /// <exception cref="InvalidDataException">A rule that can be used cannot be carried out, or a symbol has no rule.</exception>
    public static void Run(TextGrammar grammar, IEnumerable<string> actions, Func<string, bool> isType)
    {
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>());
        void Visit(IReadOnlyList<TextNode> nodes, string where)
        {
            foreach (var node in nodes)
            {
                foreach (var symbol in Symbols(node, where, grammar.Place, isType))
                {
                    if (seen.Add(symbol))
                        open.Push(symbol);
                }
            }
        }

        Visit([new TextNode.Symbol("intro")], "the beginning");
        foreach (var action in actions)
        {
            if (!grammar.Actions.TryGetValue(action, out var text))
                continue;
            Visit(text.Template, $"the template of '{action}'");
            Visit(text.Feedback, $"the feedback of '{action}'");
        }

        while (open.TryPop(out var symbol))
        {
            foreach (var rule in grammar.RulesOf(symbol))
            {
                if (rule.Fault is not null)
                    throw new InvalidDataException($"{grammar.Place}: in a condition of '#{symbol}#' {rule.Fault}");
                CheckTypes(rule.Condition, $"a condition of '#{symbol}#'", grammar.Place, isType);
                Visit(rule.Nodes, $"'#{symbol}#'");
            }
        }
    }

    static IEnumerable<string> Symbols(TextNode node, string where, string place, Func<string, bool> isType)
    {
        switch (node)
        {
            case TextNode.Symbol symbol:
                return [symbol.Name];
            case TextNode.List list:
                return Symbols(list.Items, where, place, isType).Concat(["list_empty", "list_separator", "list_last_separator"]);
            case TextNode.Repeat repeat:
                CheckTypes(repeat.Query, where, place, isType);
                return Symbols(repeat.Inner, where, place, isType);
            case TextNode.Broken broken:
                throw new InvalidDataException($"{place}: in {where} {broken.Fault}");
            default:
                return [];
        }
    }

    static void CheckTypes(TextQuery? query, string where, string place, Func<string, bool> isType)
    {
        foreach (var placeholder in query?.Facts.SelectMany(fact => fact.Placeholders) ?? [])
        {
            if (!isType(placeholder.Type))
                throw new InvalidDataException($"{place}: in {where} the variable '{placeholder.Name}' has type '{placeholder.Type}', which the domain does not declare.");
        }
    }
}
