namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>A variable of a program.</summary>
/// <param name="Variable">Its name, or the id of a thing.</param>
/// <param name="Expression">Its s-expression.</param>
/// <param name="Found">What it holds.</param>
readonly record struct ProgramPart(string Variable, string Expression, IReadOnlyCollection<int> Found);
