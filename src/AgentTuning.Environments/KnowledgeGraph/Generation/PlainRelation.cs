namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>A relation that leads from subjects to objects without a mediator.</summary>
/// <param name="Name">Such as <c>book.book.author</c>.</param>
/// <param name="Domain">The type of its subjects.</param>
/// <param name="Range">The type of its objects.</param>
/// <param name="Low">The fewest objects of a subject.</param>
/// <param name="High">The most.</param>
/// <param name="Tell">A sentence for a statement, with <c>{s}</c> and <c>{o}</c>.</param>
sealed record PlainRelation(string Name, string Domain, string Range, int Low, int High, string Tell);
