using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;

namespace AgentTuning.Environments.WebShop.Search;

/// <summary>The terms of a text as the original's search engine makes them: words, without possessive ends and stop words, stemmed by Porter's rules; and emoji.</summary>
sealed class EnglishTerms : IDisposable
{
    const string Field = "contents";

    readonly EnglishAnalyzer _analyzer = new(LuceneVersion.LUCENE_48);

    /// <summary>The terms in the order of the text.</summary>
    public List<string> Of(string text)
    {
        var terms = new List<string>();
        var start = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = Pictographs.LengthAt(text.AsSpan(at));
            if (length == 0)
            {
                at++;
                continue;
            }

            AddWords(terms, text[start..at]);
            terms.Add(text.Substring(at, length));
            at += length;
            start = at;
        }

        AddWords(terms, text[start..]);
        return terms;
    }

    public void Dispose() => _analyzer.Dispose();

    void AddWords(List<string> terms, string text)
    {
        if (text.Length == 0)
            return;
        using var stream = _analyzer.GetTokenStream(Field, text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
            terms.Add(term.ToString());
        stream.End();
    }
}
