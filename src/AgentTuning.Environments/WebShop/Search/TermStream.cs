using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace AgentTuning.Environments.WebShop.Search;

/// <summary>Hands terms to the index.</summary>
sealed class TermStream : TokenStream
{
    readonly ICharTermAttribute _term;
    IReadOnlyList<string> _terms = [];
    int _next;

    public TermStream() => _term = AddAttribute<ICharTermAttribute>();

    /// <summary>The terms of the next document.</summary>
    public void Set(IReadOnlyList<string> terms) => _terms = terms;

    public override void Reset()
    {
        base.Reset();
        _next = 0;
    }

    public override bool IncrementToken()
    {
        if (_next >= _terms.Count)
            return false;
        ClearAttributes();
        _term.SetEmpty().Append(_terms[_next++]);
        return true;
    }
}
