namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>Walks over the queries of a grammar.</summary>
static class TextQueries
{
    /// <summary>The queries of all rules and actions.</summary>
    public static IEnumerable<TextQuery> Of(TextGrammar grammar) =>
        grammar.Rules.Values.SelectMany(rules => rules).SelectMany(Of).Concat(grammar.Actions.Values.SelectMany(action => Of(action.Template).Concat(Of(action.Feedback))));

    static IEnumerable<TextQuery> Of(TextRule rule) => rule.Condition is null ? Of(rule.Nodes) : Of(rule.Nodes).Prepend(rule.Condition);

    static IEnumerable<TextQuery> Of(IReadOnlyList<TextNode> nodes)
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
}
