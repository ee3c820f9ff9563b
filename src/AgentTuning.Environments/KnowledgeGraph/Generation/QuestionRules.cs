namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>Which questions are asked: those that have one reading, an answer of a sensible size, and no short cut.</summary>
static class QuestionRules
{
    /// <summary>Calls of the tools, so that the answer fits into fifteen rounds with one to spare.</summary>
    const int MostActions = 13;

    const int MostFound = 20;
    const int MostCounted = 30;
    const int MostBetween = 200;

    /// <summary>True for a question that may be asked.</summary>
    public static bool Admits(QuestionNode question, QuestionProgram program)
    {
        var named = question.Entities.Select(entity => entity.Number).ToList();
        if (program.Actions.Count > MostActions || named.Distinct().Count() < named.Count || program.HasDoubtfulBest || program.HasIdleIntersection)
            return false;
        if (program.Variables.Any(held => held.Count is 0 or > MostBetween || held.Any(named.Contains)))
            return false;
        if (question.Kind == NodeKind.Count)
            return program.Found.Count is > 1 and <= MostCounted;
        return program.Found.Count <= MostFound && !IsFoundBefore(program);
    }

    // Who names an earlier variable must be wrong.
    static bool IsFoundBefore(QuestionProgram program) =>
        program.Variables.Take(program.Variables.Count - 1).Any(held => held.Count == program.Found.Count && held.All(program.Found.Contains));
}
