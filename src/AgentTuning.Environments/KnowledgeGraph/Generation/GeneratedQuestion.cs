using System.Collections.Immutable;

namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>A question over a generated world, with what answers it.</summary>
public sealed record GeneratedQuestion
{
    /// <summary>The question in words.</summary>
    public required string Text { get; init; }

    /// <summary>The things that it names.</summary>
    public required ImmutableArray<GeneratedEntity> Entities { get; init; }

    /// <summary>The gold calls of the tools, as AgentBench writes them: <c>get_neighbors(#0,book.book.author)</c>. The last makes the answer's variable.</summary>
    public required ImmutableArray<string> Actions { get; init; }

    /// <summary>The gold program as an s-expression.</summary>
    public required string Expression { get; init; }

    /// <summary>The gold answers by id, or the one count.</summary>
    public required ImmutableArray<GeneratedAnswer> Answers { get; init; }

    /// <summary>The name of its shape, such as <c>both-far</c>.</summary>
    public required string Shape { get; init; }

    /// <summary>The type of what is asked for.</summary>
    public required string Type { get; init; }
}
