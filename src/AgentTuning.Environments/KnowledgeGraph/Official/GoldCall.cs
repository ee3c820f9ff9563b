using System.Collections.Immutable;

namespace AgentTuning.Environments.KnowledgeGraph.Official;

/// <summary>One call of a gold list, such as <c>get_neighbors(#0,people.person.profession)</c>.</summary>
/// <param name="Tool">Its name.</param>
/// <param name="Arguments">Ids, variables as <c>#n</c>, relations.</param>
sealed record GoldCall(string Tool, ImmutableArray<string> Arguments)
{
    /// <summary>True where the call makes a variable.</summary>
    public bool MakesVariable => Tool is not ("get_relations" or "get_attributes");

    /// <summary>Reads a call.</summary>
    /// <exception cref="InvalidDataException">It is none of the tools, or has the wrong number of arguments.</exception>
    public static GoldCall Parse(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open > 0 && text.EndsWith(')'))
        {
            var call = new GoldCall(text[..open].Trim(), [.. text[(open + 1)..^1].Split(',').Select(part => part.Trim())]);
            var wanted = call.Tool switch
            {
                "get_relations" or "get_attributes" or "count" => 1,
                "get_neighbors" or "intersection" or "argmax" or "argmin" => 2,
                _ => 0,
            };
            if (call.Arguments.Length == wanted && !call.Arguments.Contains(""))
                return call;
        }

        throw new InvalidDataException($"the action '{text}' is no call of a tool, expected one such as get_neighbors(#0,people.person.profession).");
    }
}
