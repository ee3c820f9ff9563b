using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Search;

namespace AgentTuning.Environments.Tests.WebShop.Search;

/// <summary>BM25 as Lucene 8 works it out, written plainly over all documents; the reference of the index.</summary>
sealed class PlainScorer : IDisposable
{
    readonly List<Dictionary<string, int>> _documents = [];
    readonly List<int> _lengths = [];
    readonly List<string> _ids = [];
    readonly Dictionary<string, int> _found = new(StringComparer.Ordinal);
    readonly EnglishTerms _terms = new();

    public PlainScorer(Shop shop)
    {
        foreach (var product in shop.Catalogue.Products)
        {
            var counts = Count(ProductText.Of(product));
            foreach (var term in counts.Keys)
                _found[term] = _found.GetValueOrDefault(term) + 1;
            _documents.Add(counts);
            _lengths.Add(Shorten(counts.Values.Sum()));
            _ids.Add(product.Asin);
        }
    }

    public List<int> Top(string query, int count)
    {
        var wanted = Count(query);
        var average = (float)(_documents.Sum(document => (long)document.Values.Sum()) / (double)_documents.Count);
        var scores = new List<(int Document, float Score)>();
        for (var document = 0; document < _documents.Count; document++)
        {
            var score = 0d;
            var isFound = false;
            foreach (var (term, weight) in wanted)
                if (_documents[document].TryGetValue(term, out var frequency))
                {
                    isFound = true;
                    var idf = (float)Math.Log(1 + ((_documents.Count - _found[term] + 0.5) / (_found[term] + 0.5)));
                    var factor = weight * idf;
                    var inverse = 1f / (0.9f * ((1 - 0.4f) + (0.4f * _lengths[document] / average)));
                    score += factor - (factor / (1f + (frequency * inverse)));
                }

            if (isFound)
                scores.Add((document, (float)score));
        }

        return [.. scores.OrderByDescending(hit => hit.Score).ThenBy(hit => _ids[hit.Document], StringComparer.Ordinal).Take(count).Select(hit => hit.Document)];
    }

    public void Dispose() => _terms.Dispose();

    // A length keeps its four highest bits above 24, counted from there.
    static int Shorten(int length)
    {
        if (length < 40)
            return length;
        var rest = length - 24;
        var lost = 0;
        while (rest >> lost > 15)
            lost++;
        return 24 + ((rest >> lost) << lost);
    }

    Dictionary<string, int> Count(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var term in _terms.Of(text))
            counts[term] = counts.GetValueOrDefault(term) + 1;
        return counts;
    }
}
