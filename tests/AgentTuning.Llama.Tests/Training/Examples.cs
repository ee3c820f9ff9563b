using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Tests.Training;

/// <summary>Makes tokenized examples for tests.</summary>
static class Examples
{
    /// <summary>An example of given ids, supervised from a position on.</summary>
    public static TokenizedExample Of(string id, int[] ids, int supervisedFrom) => new()
    {
        Id = id,
        TokenIds = [.. ids],
        Mask = [.. ids.Select((_, i) => i >= supervisedFrom)],
    };

    /// <summary>Random examples; those with a prefix begin with the same tokens without loss.</summary>
    public static List<TokenizedExample> Random(int count, int vocabularySize, int seed, int prefixLength = 0, int longest = 60)
    {
        var random = new Random(seed);
        var prefix = Enumerable.Range(0, prefixLength).Select(_ => random.Next(vocabularySize)).ToArray();
        return [.. Enumerable.Range(0, count).Select(i => Next(i))];

        TokenizedExample Next(int i)
        {
            int[] ids = [.. prefix, .. Enumerable.Range(0, random.Next(6, longest)).Select(_ => random.Next(vocabularySize))];
            var supervised = ids.Select((_, at) => at > prefixLength + 1 && random.Next(3) == 0).ToArray();
            supervised[^1] = true;
            return new() { Id = $"{i}", TokenIds = [.. ids], Mask = [.. supervised] };
        }
    }
}
