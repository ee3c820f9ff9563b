using System.Text.RegularExpressions;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>The names of Freebase's graph.</summary>
static partial class Freebase
{
    /// <summary>What precedes ids, relations and types.</summary>
    public const string Namespace = "http://rdf.freebase.com/ns/";

    /// <summary>The zone that Freebase's dates carry and that the original removes from every result.</summary>
    public const string Zone = "-08:00";

    /// <summary>The IRI of an id or a relation.</summary>
    public static Store.KnowledgeTerm Iri(string name) => Store.KnowledgeTerm.Iri(Namespace + name);

    /// <summary>A value of a result as the original shows it.</summary>
    public static string Shorten(string value) =>
        value.Replace(Namespace, "", StringComparison.Ordinal).Replace(Zone, "", StringComparison.Ordinal);

    /// <summary>The ids that the tools take under the official rules.</summary>
    [GeneratedRegex(@"\A[mf]\.\w+\n?\z")]
    public static partial Regex OfficialId();

    /// <summary>The ids that the tools take under the relaxed rules.</summary>
    [GeneratedRegex(@"\A[mfg]\.\w+\z")]
    public static partial Regex RelaxedId();
}
