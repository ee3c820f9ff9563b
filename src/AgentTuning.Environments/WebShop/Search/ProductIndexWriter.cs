using AgentTuning.Environments.WebShop.Products;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace AgentTuning.Environments.WebShop.Search;

/// <summary>Writes the index of products that come in the order of the catalogue: a document's number is the product's place.</summary>
sealed class ProductIndexWriter : IDisposable
{
    public const string Contents = "contents";
    public const string Id = "id";
    public const string Attribute = "attribute";
    public const string Category = "category";
    public const string Query = "query";

    const double BufferMegabytes = 64;

    static readonly FieldType ContentsType = CreateContentsType();

    readonly EnglishTerms _terms = new();
    readonly TermStream _stream = new();
    readonly IndexWriter _writer;

    public ProductIndexWriter(Lucene.Net.Store.Directory directory) => _writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, null)
    {
        OpenMode = OpenMode.CREATE,
        Similarity = new ShopSimilarity(),
        RAMBufferSizeMB = BufferMegabytes,
        MergePolicy = new LogByteSizeMergePolicy(), // merges neighbours only, so that documents keep their order
        MergeScheduler = new SerialMergeScheduler(),
    });

    /// <summary>Adds the next product.</summary>
    public void Add(Product product)
    {
        _stream.Set(_terms.Of(ProductText.Of(product)));
        var document = new Document
        {
            new Field(Contents, _stream, ContentsType),
            new SortedDocValuesField(Id, new BytesRef(product.Asin)),
            new StringField(Category, product.Category, Field.Store.NO),
            new StringField(Query, product.Query, Field.Store.NO),
        };
        foreach (var attribute in product.Attributes.Distinct(StringComparer.Ordinal).Where(IsShort))
            document.Add(new StringField(Attribute, attribute, Field.Store.NO));
        _writer.AddDocument(document);
    }

    /// <summary>Makes one segment of all, and ends.</summary>
    public void Complete()
    {
        _writer.ForceMerge(1);
        _writer.Commit();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
        _terms.Dispose();
    }

    // The index takes no longer terms.
    static bool IsShort(string text) => text.Length < IndexWriter.MAX_TERM_LENGTH / 3;

    static FieldType CreateContentsType()
    {
        var type = new FieldType { IsIndexed = true, IsTokenized = true, IndexOptions = IndexOptions.DOCS_AND_FREQS, OmitNorms = false, IsStored = false };
        type.Freeze();
        return type;
    }
}
