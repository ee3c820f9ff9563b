namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>Walks over the queries of a grammar.</summary>
static class TextQueries
{
    /// <summary>The queries of all rules and actions.</summary>
    public static IEnumerable<TextQuery> Of(TextGrammar grammar) =>
        grammar.Rules.Values.SelectMany(rules => rules).SelectMany(Of).Concat(grammar.Actions.Values.SelectMany(action => Of(action.Template).Concat(Of(action.Feedback))));

    static IEnumerable<TextQuery> Of(TextRule rule) => rule.Condition is null ? Of(rule.Nodes) : Of(rule.Nodes).Prepend(rule.Condition);

    /// <summary>The symbols that pieces use.</summary>
    public static IEnumerable<string> SymbolsOf(IReadOnlyList<TextNode> nodes) => nodes.SelectMany(SymbolsOf);

    /// <summary>The queries of pieces.</summary>
    public static IEnumerable<TextQuery> Of(IReadOnlyList<TextNode> nodes)
    {
        foreach (var node in nodes)
        {
            var query = node switch
            {
                TextNode.Repeat repeat => repeat.Query,
                TextNode.List list => list.Items.Query,
                _ => null,
            };
            if (query is not null)
                yield return query;
        }
    }

    static IEnumerable<string> SymbolsOf(TextNode node) => node switch
    {
        TextNode.Symbol symbol => [symbol.Name],
        TextNode.Repeat repeat => SymbolsOf(repeat.Inner),
        TextNode.List list => SymbolsOf(list.Items).Concat(["list_empty", "list_separator", "list_last_separator"]),
        _ => [],
    };
}
