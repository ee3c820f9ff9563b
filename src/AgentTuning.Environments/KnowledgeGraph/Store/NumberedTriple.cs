using System.Runtime.InteropServices;

namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>A statement as the numbers of its terms; ordered by subject, predicate, object.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
readonly record struct NumberedTriple(uint Subject, uint Predicate, uint Object) : IComparable<NumberedTriple>
{
    /// <summary>Bytes of one triple in a file and in memory.</summary>
    public const int Size = 12;

    public int CompareTo(NumberedTriple other)
    {
        if (Subject != other.Subject)
            return Subject < other.Subject ? -1 : 1;
        if (Predicate != other.Predicate)
            return Predicate < other.Predicate ? -1 : 1;
        return Object.CompareTo(other.Object);
    }
}
