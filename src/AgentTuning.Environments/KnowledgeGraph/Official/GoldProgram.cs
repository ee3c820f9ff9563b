using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Environments.KnowledgeGraph.Programs;

namespace AgentTuning.Environments.KnowledgeGraph.Official;

/// <summary>The program that a gold list of calls makes, whatever the rules say of it.</summary>
static class GoldProgram
{
    /// <summary>The last variable's program; null where there is none.</summary>
    /// <exception cref="InvalidDataException">A call is malformed, or names a variable that is not there.</exception>
    public static KnowledgeProgram? Of(ImmutableArray<string> actions)
    {
        var programs = new List<KnowledgeProgram>();
        foreach (var call in actions.Select(GoldCall.Parse).Where(call => call.MakesVariable))
            programs.Add(call.Tool switch
            {
                "get_neighbors" => KnowledgeProgram.Join(call.Arguments[1], Find(programs, call.Arguments[0])),
                "intersection" => KnowledgeProgram.And(Find(programs, call.Arguments[0]), Find(programs, call.Arguments[1])),
                "count" => KnowledgeProgram.Count(Find(programs, call.Arguments[0])),
                _ => KnowledgeProgram.Best(call.Tool == "argmax", Find(programs, call.Arguments[0]), call.Arguments[1]),
            });
        return programs.Count == 0 ? null : programs[^1];
    }

    static KnowledgeProgram Find(List<KnowledgeProgram> programs, string argument)
    {
        if (!argument.StartsWith('#'))
            return KnowledgeProgram.Entity(argument);
        return int.TryParse(argument.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < programs.Count
            ? programs[index]
            : throw new InvalidDataException($"an action names the variable {argument}, and there are {programs.Count} before it.");
    }
}
