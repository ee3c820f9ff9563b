namespace AgentTuning.Environments.KnowledgeGraph.Official;

/// <summary>Draws ids that look like Freebase's and are none of those taken.</summary>
sealed class FreshNames(Random random, IEnumerable<string> taken)
{
    const string Letters = "0123456789bcdfghjklmnpqrstvwxyz_";
    const int Length = 6;

    readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    /// <summary>Another id.</summary>
    public string Next()
    {
        while (true)
        {
            var id = "m.0" + string.Create(Length, random, static (span, random) =>
            {
                foreach (ref var letter in span)
                    letter = Letters[random.Next(Letters.Length)];
            });
            if (_taken.Add(id))
                return id;
        }
    }
}
