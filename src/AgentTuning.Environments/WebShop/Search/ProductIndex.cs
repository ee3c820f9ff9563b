using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AgentTuning.Environments.WebShop.Products;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace AgentTuning.Environments.WebShop.Search;

/// <summary>Search over a Lucene index of one segment, in memory or on disk.</summary>
public sealed class ProductIndex : IProductIndex
{
    // Lucene's own limit; further words of a query are left out.
    const int MostTerms = 1024;

    static readonly Sort ByScoreAndId = new(SortField.FIELD_SCORE, new SortField(ProductIndexWriter.Id, SortFieldType.STRING));

    readonly Lucene.Net.Store.Directory _directory;
    readonly DirectoryReader _reader;
    readonly IndexSearcher _searcher;
    readonly EnglishTerms _terms = new();

    internal ProductIndex(Lucene.Net.Store.Directory directory)
    {
        _directory = directory;
        _reader = DirectoryReader.Open(directory);
        _searcher = new IndexSearcher(_reader) { Similarity = new ShopSimilarity() };
    }

    /// <summary>How many products the index has.</summary>
    public int Count => _reader.MaxDoc;

    /// <summary>Indexes a catalogue in memory.</summary>
    public static ProductIndex Create(Catalogue catalogue)
    {
        var directory = new RAMDirectory();
        using (var writer = new ProductIndexWriter(directory))
        {
            foreach (var product in catalogue.Products)
                writer.Add(product);
            writer.Complete();
        }

        return new ProductIndex(directory);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> FindText(string words, int count)
    {
        var query = new BooleanQuery(disableCoord: true);
        foreach (var term in _terms.Of(words).GroupBy(term => term, StringComparer.Ordinal).Take(MostTerms))
            query.Add(new TermQuery(new Term(ProductIndexWriter.Contents, term.Key)) { Boost = term.Count() }, Occur.SHOULD);
        return query.Clauses.Count == 0 ? [] : [.. _searcher.Search(query, null, count, ByScoreAndId).ScoreDocs.Select(hit => hit.Doc)];
    }

    /// <inheritdoc/>
    public ImmutableArray<int> FindAttribute(string attribute) => FindExact(ProductIndexWriter.Attribute, attribute);

    /// <inheritdoc/>
    public ImmutableArray<int> FindCategory(string category) => FindExact(ProductIndexWriter.Category, category);

    /// <inheritdoc/>
    public ImmutableArray<int> FindQuery(string query) => FindExact(ProductIndexWriter.Query, query);

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _directory.Dispose();
        _terms.Dispose();
    }

    internal byte LengthCode(int ordinal) => (byte)MultiDocValues.GetNormValues(_reader, ProductIndexWriter.Contents).Get(ordinal);

    ImmutableArray<int> FindExact(string field, string text)
    {
        var documents = MultiFields.GetTermDocsEnum(_reader, null, field, new BytesRef(text), DocsFlags.NONE);
        var found = new List<int>();
        for (var document = documents?.NextDoc() ?? DocIdSetIterator.NO_MORE_DOCS; document != DocIdSetIterator.NO_MORE_DOCS; document = documents!.NextDoc())
            found.Add(document);
        return ImmutableCollectionsMarshal.AsImmutableArray(found.ToArray());
    }
}
