namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>A small graph in memory.</summary>
/// <remarks>Terms are numbered in the order of their first appearance. Statements that repeat count once.</remarks>
public sealed class TripleSet : IKnowledgeStore
{
    readonly Dictionary<KnowledgeTerm, uint> _numbers = [];
    readonly List<KnowledgeTerm> _terms = [];
    readonly NumberedTriple[] _triples; // ascending, distinct
    readonly int[] _rows; // the first triple of each subject, and the count at the end

    /// <summary>The graph of some statements.</summary>
    /// <exception cref="ArgumentException">A subject is a literal, or a predicate is no IRI.</exception>
    public TripleSet(IEnumerable<KnowledgeTriple> triples)
    {
        var set = new SortedSet<NumberedTriple>();
        foreach (var (subject, predicate, value) in triples)
        {
            if (subject.Kind == KnowledgeTermKind.Literal)
                throw new ArgumentException($"The subject \"{subject.Text}\" is a literal, expected an IRI or a blank node.", nameof(triples));
            if (predicate.Kind != KnowledgeTermKind.Iri)
                throw new ArgumentException($"The predicate '{predicate.Text}' is no IRI.", nameof(triples));
            set.Add(new NumberedTriple(Number(subject), Number(predicate), Number(value)));
        }

        _triples = [.. set];
        _rows = new int[_terms.Count + 1];
        foreach (var triple in _triples)
            _rows[triple.Subject + 1]++;
        for (var i = 1; i < _rows.Length; i++)
            _rows[i] += _rows[i - 1];
    }

    /// <summary>The number of statements.</summary>
    public int Count => _triples.Length;

    /// <summary>The statements by subject, predicate and object.</summary>
    public IEnumerable<KnowledgeTriple> Triples =>
        _triples.Select(triple => new KnowledgeTriple(_terms[(int)triple.Subject], _terms[(int)triple.Predicate], _terms[(int)triple.Object]));

    /// <inheritdoc/>
    public uint? Find(KnowledgeTerm term) => _numbers.TryGetValue(Canonical(term), out var number) ? number : null;

    /// <inheritdoc/>
    public KnowledgeTerm TermOf(uint number) => number < _terms.Count
        ? _terms[(int)number]
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"The graph has the terms 0 to {_terms.Count - 1}.");

    /// <inheritdoc/>
    public uint[] Predicates(ReadOnlySpan<uint> subjects)
    {
        var found = new SortedSet<uint>();
        foreach (var subject in subjects)
            foreach (var triple in Row(subject))
                found.Add(triple.Predicate);
        return [.. found];
    }

    /// <inheritdoc/>
    public uint[] Objects(ReadOnlySpan<uint> subjects, uint predicate)
    {
        var found = new SortedSet<uint>();
        foreach (var subject in subjects)
            foreach (var triple in Row(subject))
                if (triple.Predicate == predicate)
                    found.Add(triple.Object);
        return [.. found];
    }

    ReadOnlySpan<NumberedTriple> Row(uint subject) => subject < _terms.Count ? _triples.AsSpan(_rows[subject].._rows[subject + 1]) : [];

    // Language tags differ by more than case; a string is a plain literal (RDF 1.1 Concepts, section 3.3).
    static KnowledgeTerm Canonical(KnowledgeTerm term)
    {
        if (term.Language is { } language)
            term = term with { Language = language.ToLowerInvariant() };
        return term.Datatype == "http://www.w3.org/2001/XMLSchema#string" ? term with { Datatype = null } : term;
    }

    uint Number(KnowledgeTerm term)
    {
        term = Canonical(term);
        if (_numbers.TryGetValue(term, out var number))
            return number;
        number = (uint)_terms.Count;
        _numbers.Add(term, number);
        _terms.Add(term);
        return number;
    }
}
