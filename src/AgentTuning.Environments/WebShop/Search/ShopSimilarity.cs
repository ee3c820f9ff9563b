using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;

namespace AgentTuning.Environments.WebShop.Search;

/// <summary>BM25 in the arithmetic of Lucene 8 and later with the parameters of Anserini; that of Lucene 4 ranks otherwise.</summary>
sealed class ShopSimilarity : Similarity
{
    const float K1 = 0.9f;
    const float B = 0.4f;

    public override long ComputeNorm(FieldInvertState state) => LengthByte.Encode(state.Length - state.NumOverlap);

    public override SimWeight ComputeWeight(float queryBoost, CollectionStatistics collectionStats, params TermStatistics[] termStats)
    {
        var documents = collectionStats.DocCount;
        var found = termStats[0].DocFreq;
        var idf = (float)Math.Log(1 + ((documents - found + 0.5) / (found + 0.5)));
        var average = (float)(collectionStats.SumTotalTermFreq / (double)documents);
        var inverses = new float[256];
        for (var code = 0; code < inverses.Length; code++)
            inverses[code] = 1f / (K1 * ((1 - B) + (B * LengthByte.Decode((byte)code) / average)));
        return new Weight(collectionStats.Field, queryBoost * idf, inverses);
    }

    public override SimScorer GetSimScorer(SimWeight weight, AtomicReaderContext context)
    {
        var own = (Weight)weight;
        return new Scorer(own, context.AtomicReader.GetNormValues(own.Field));
    }

    sealed class Weight(string name, float factor, float[] inverses) : SimWeight
    {
        public string Field => name;

        public float Factor => factor;

        public float[] Inverses => inverses;

        public override float GetValueForNormalization() => 1;

        public override void Normalize(float queryNorm, float topLevelBoost)
        {
        }
    }

    sealed class Scorer(Weight weight, NumericDocValues norms) : SimScorer
    {
        public override float Score(int doc, float freq) => weight.Factor - (weight.Factor / (1f + (freq * weight.Inverses[(byte)norms.Get(doc)])));

        public override float ComputeSlopFactor(int distance) => 1f / (distance + 1);

        public override float ComputePayloadFactor(int doc, int start, int end, BytesRef payload) => 1;
    }
}
