namespace AgentTuning.Llama.Generation;

/// <summary>Chooses the next token of one conversation.</summary>
/// <param name="temperature">0 for the likeliest token.</param>
/// <param name="topP">Above 0 to 1.</param>
/// <param name="seed">Seeds the draws.</param>
sealed class Sampler(double temperature, double topP, int seed)
{
    /// <summary>What is chosen where the logits are no numbers.</summary>
    public const int NoNumber = -1;

    readonly Random _random = new(seed);

    /// <summary>The chosen id; of equally likely ones the lowest where nothing is drawn.</summary>
    /// <returns>The id, or <see cref="NoNumber"/>.</returns>
    public int Choose(ReadOnlySpan<float> logits)
    {
        var best = VectorKernels.IndexOfMax(logits);
        return best == NoNumber || temperature == 0 ? best : Draw(logits, logits[best]);
    }

    int Draw(ReadOnlySpan<float> logits, double largest)
    {
        var weights = new double[logits.Length];
        var total = 0.0;
        for (var i = 0; i < weights.Length; i++)
            total += weights[i] = Math.Exp((logits[i] - largest) / temperature);

        var ids = topP < 1 ? LikeliestFirst(weights, total) : Enumerable.Range(0, weights.Length).ToArray();
        return Pick(ids, weights, _random.NextDouble() * Kept(ids, weights, total));
    }

    // A token with less than (1 − p) / (n − 1) can never be among those that make up p: most need not be sorted.
    int[] LikeliestFirst(double[] weights, double total)
    {
        var least = (1 - topP) / Math.Max(weights.Length - 1, 1) * total;
        var ids = Enumerable.Range(0, weights.Length).Where(id => weights[id] >= least).ToArray();
        Array.Sort(ids, (a, b) => weights[b].CompareTo(weights[a]) is var order && order != 0 ? order : a.CompareTo(b));
        return ids;
    }

    // The weight of the shortest beginning that has the probability p.
    double Kept(int[] ids, double[] weights, double total)
    {
        if (topP == 1)
            return total;

        var sum = 0.0;
        foreach (var id in ids)
        {
            sum += weights[id];
            if (sum >= topP * total)
                break;
        }

        return sum;
    }

    static int Pick(int[] ids, double[] weights, double target)
    {
        var sum = 0.0;
        foreach (var id in ids)
        {
            sum += weights[id];
            if (target < sum)
                return id;
        }

        // Rounding left the target a hair above the sum.
        return ids.Last(id => weights[id] > 0);
    }
}
