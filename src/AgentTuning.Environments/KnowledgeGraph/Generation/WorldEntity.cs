namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>A thing of a generated world.</summary>
/// <param name="Number">Its place in the world.</param>
/// <param name="Id">As in Freebase: <c>m.0</c> and letters and digits.</param>
/// <param name="Name">Its name; null for a mediator.</param>
/// <param name="Type">Its type.</param>
sealed record WorldEntity(int Number, string Id, string? Name, string Type);
