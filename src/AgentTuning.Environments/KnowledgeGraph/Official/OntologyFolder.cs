using System.Collections.Immutable;
using System.Text.Json;

namespace AgentTuning.Environments.KnowledgeGraph.Official;

/// <summary>The benchmark's ontology: <c>fb_roles</c>, <c>fb_types</c> and <c>vocab.json</c> of one folder.</summary>
sealed class OntologyFolder
{
    readonly Dictionary<string, OntologyRelation> _relations = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<OntologyRelation>> _byDomain = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<string>> _parents = new(StringComparer.Ordinal);

    OntologyFolder()
    {
    }

    /// <summary>Reads the folder.</summary>
    /// <exception cref="FileNotFoundException">A file is absent.</exception>
    /// <exception cref="InvalidDataException">A file is malformed; the message names file and line.</exception>
    public static OntologyFolder Read(string folder)
    {
        var ontology = new OntologyFolder();
        var (relations, attributes) = ReadVocabulary(Place(folder, "vocab.json"));
        foreach (var (domain, relation, range) in Triples(Place(folder, "fb_roles")))
            if (relations.Contains(relation) || attributes.Contains(relation))
                ontology._relations[relation] = new OntologyRelation(relation, domain, range, attributes.Contains(relation));
        foreach (var group in ontology._relations.Values.GroupBy(relation => relation.Domain, StringComparer.Ordinal))
            ontology._byDomain.Add(group.Key, [.. group.OrderBy(relation => relation.Name, StringComparer.Ordinal)]);
        foreach (var (child, _, parent) in Triples(Place(folder, "fb_types")))
        {
            if (!ontology._parents.TryGetValue(child, out var parents))
                ontology._parents.Add(child, parents = []);
            parents.Add(parent);
        }

        return ontology;
    }

    /// <summary>A relation or an attribute of a name, or null.</summary>
    public OntologyRelation? Find(string relation) => _relations.GetValueOrDefault(relation);

    /// <summary>The relations and attributes of a type, by name.</summary>
    public IReadOnlyList<OntologyRelation> OfDomain(string type) => _byDomain.TryGetValue(type, out var relations) ? relations : [];

    /// <summary>The whole ontology.</summary>
    public OntologyPart All() => new()
    {
        Relations = [.. _relations.Values.OrderBy(relation => relation.Name, StringComparer.Ordinal)],
        Subtypes = [.. _parents.SelectMany(pair => pair.Value.Select(parent => new OntologySubtype(pair.Key, parent)))],
    };

    /// <summary>What is known of some predicates, and of the types they lead to.</summary>
    public OntologyPart PartOf(IEnumerable<string> predicates)
    {
        ImmutableArray<OntologyRelation> relations = [.. predicates.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Find).OfType<OntologyRelation>()];
        var subtypes = new SortedSet<(string Child, string Parent)>();
        var open = new Stack<string>(relations.Select(relation => relation.Range));
        while (open.TryPop(out var type))
            foreach (var parent in _parents.GetValueOrDefault(type) ?? [])
                if (subtypes.Add((type, parent)))
                    open.Push(parent);
        return new OntologyPart { Relations = relations, Subtypes = [.. subtypes.Select(pair => new OntologySubtype(pair.Child, pair.Parent))] };
    }

    static string Place(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"There is no file {path}; the benchmark's folder 'ontology' has fb_roles, fb_types and vocab.json.", path);
    }

    static (HashSet<string> Relations, HashSet<string> Attributes) ReadVocabulary(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return (Names("relations"), Names("attributes"));

            HashSet<string> Names(string field) => document.RootElement.TryGetProperty(field, out var names) && names.ValueKind == JsonValueKind.Array
                ? names.EnumerateArray().Select(name => name.ValueKind == JsonValueKind.String ? name.GetString()! : throw Fault($"'{field}' holds {name.ValueKind}, expected texts"))
                    .ToHashSet(StringComparer.Ordinal)
                : throw Fault($"'{field}' is no list");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: not JSON: {exception.Message}", exception);
        }

        InvalidDataException Fault(string what) => new($"{path}: {what}.");
    }

    static IEnumerable<(string First, string Second, string Third)> Triples(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0)
                continue;
            var parts = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 3) // the original's files have lines with more, of which it reads the first three
                throw new InvalidDataException($"{path} line {number}: {parts.Length} names, expected at least 3.");
            yield return (parts[0], parts[1], parts[2]);
        }
    }
}
