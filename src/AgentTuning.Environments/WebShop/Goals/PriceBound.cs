using System.Globalization;

namespace AgentTuning.Environments.WebShop.Goals;

/// <summary>The bound that a goal sets to the price.</summary>
static class PriceBound
{
    const int Step = 10;
    const int Highest = 990;
    const int MostCandidates = 4;

    /// <summary>Draws the larger of two of the first four multiples of ten dollars above a price, or no bound where there are fewer than two.</summary>
    public static double Draw(double price, PythonRandom random)
    {
        var candidates = new List<double>(MostCandidates);
        for (var bound = Step; bound <= Highest && candidates.Count < MostCandidates; bound += Step)
            if (bound > price)
                candidates.Add(bound);
        if (candidates.Count < 2)
            return Goal.NoBound;
        var drawn = random.Sample(candidates.Count, 2);
        return Math.Max(candidates[drawn[0]], candidates[drawn[1]]);
    }

    /// <summary>What the instruction says of it; empty for no bound.</summary>
    public static string Text(double bound) =>
        bound >= Goal.NoBound ? "" : string.Create(CultureInfo.InvariantCulture, $", and price lower than {bound:F2} dollars");
}
