using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>The order in which a query visits the types below those it asks for, level by level.</summary>
sealed class TypeOrder
{
    const int MaxSignatures = 20_000;

    readonly int[][] _children;
    readonly string _place;

    public TypeOrder(PddlDomain domain, string place)
    {
        _place = place;

        // Every ancestor has a type among its children, not the direct parent alone.
        _children = [.. domain.Types.Select(type => Enumerable.Range(0, domain.Types.Count)
            .Where(i => domain.Types[i].Ancestors.Contains(type.Name, StringComparer.Ordinal))
            .OrderBy(i => domain.Types[i].Name, StringComparer.Ordinal)
            .ToArray())];
    }

    /// <summary>Combinations of types to visit, those asked for first. With types three levels deep some come twice, as in the original.</summary>
    public List<int[]> Signatures(int[] types)
    {
        List<int[]> signatures = [types];
        if (Array.TrueForAll(types, type => _children[type].Length == 0))
            return signatures;
        var seen = new HashSet<ulong>();
        var queue = new Queue<int[]>(Expand(types));
        while (queue.TryDequeue(out var signature))
        {
            signatures.Add(signature);
            if (signatures.Count > MaxSignatures)
                throw new InvalidDataException($"{_place}: a query of the grammar asks for more than {MaxSignatures} combinations of types.");
            foreach (var further in Expand(signature))
            {
                if (seen.Add(FactStore.Key(further)))
                    queue.Enqueue(further);
            }
        }

        return signatures;
    }

    IEnumerable<int[]> Expand(int[] types)
    {
        for (var i = 0; i < types.Length; i++)
        {
            foreach (var child in _children[types[i]])
            {
                int[] expansion = [.. types];
                expansion[i] = child;
                yield return expansion;
            }
        }
    }
}
