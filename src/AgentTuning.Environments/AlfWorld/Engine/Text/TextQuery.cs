namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>Facts that must hold together.</summary>
sealed record TextQuery(IReadOnlyList<TextQuery.Fact> Facts)
{
    /// <summary>A predicate over placeholders; <c>not_p</c> asks for a recorded deletion of p.</summary>
    public sealed record Fact(string Predicate, IReadOnlyList<Placeholder> Placeholders);

    /// <summary>A variable of a query. One name with two types is two variables.</summary>
    public sealed record Placeholder(string Name, string Type);
}
