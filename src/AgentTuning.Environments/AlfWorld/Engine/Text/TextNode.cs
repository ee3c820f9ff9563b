namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>A piece of a text rule.</summary>
abstract record TextNode
{
    /// <summary>Text that stands for itself.</summary>
    public sealed record Literal(string Text) : TextNode;

    /// <summary><c>#name#</c>: the first rule of that name whose condition holds.</summary>
    public sealed record Symbol(string Name) : TextNode;

    /// <summary><c>{expression}</c> within <see cref="Repeat"/>.</summary>
    public sealed record Value(TextExpression Expression) : TextNode;

    /// <summary><c>{inner | query}</c>: the inner piece once for every match; once where there is no query.</summary>
    public sealed record Repeat(TextNode Inner, TextQuery? Query) : TextNode;

    /// <summary><c>[{inner | query}]</c>: the same, joined as a list.</summary>
    public sealed record List(Repeat Items) : TextNode;

    /// <summary>A piece that cannot be carried out, and why.</summary>
    public sealed record Broken(string Fault) : TextNode;
}
