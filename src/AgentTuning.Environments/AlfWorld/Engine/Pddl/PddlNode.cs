namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>A word in lower case, or a list in parentheses.</summary>
sealed class PddlNode
{
    static readonly PddlNode[] NoItems = [];

    readonly List<PddlNode>? _items;

    public PddlNode(string word, int line) => (Word, Line) = (word, line);

    public PddlNode(int line) => (_items, Line) = ([], line);

    /// <summary>The word; null of a list.</summary>
    public string? Word { get; }

    public int Line { get; }

    public IReadOnlyList<PddlNode> Items => _items ?? (IReadOnlyList<PddlNode>)NoItems;

    public bool IsList => _items is not null;

    /// <summary>The first word of a list, or null.</summary>
    public string? Head => _items is [var first, ..] ? first.Word : null;

    public void Add(PddlNode item) => _items!.Add(item);

    public override string ToString() => Word is not null ? $"'{Word}'" : Head is { } head ? $"'({head} ...)'" : "'()'";
}
