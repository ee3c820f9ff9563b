namespace AgentTuning.Environments.Tests.KnowledgeGraph.Official;

/// <summary>Which relation leads back over which.</summary>
static class ReverseProperties
{
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var reverse = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in File.ReadLines(path).Select(line => line.Split('\t')).Where(pair => pair.Length == 2))
        {
            reverse.TryAdd(pair[0], pair[1]);
            reverse.TryAdd(pair[1], pair[0]);
        }

        return reverse;
    }
}
