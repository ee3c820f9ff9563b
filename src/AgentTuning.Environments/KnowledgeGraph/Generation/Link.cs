namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>A way from things of one type to things of another, over one relation or over two with a mediator between.</summary>
/// <param name="Steps">The relations in their order.</param>
/// <param name="Domain">The type it leads from.</param>
/// <param name="Range">The type it leads to.</param>
/// <param name="Posts">How what it leads to is described by what it leads from, after a noun: <c>born in {x}</c>.</param>
sealed record Link(IReadOnlyList<string> Steps, string Domain, string Range, IReadOnlyList<string> Posts);
