using AgentTuning.Tasks;

namespace AgentTuning.Environments.WebShop.Generation;

/// <summary>Names of makers.</summary>
static class BrandName
{
    static readonly string[] Starts = ["Bel", "Cor", "Dra", "Fen", "Gal", "Hol", "Jun", "Kel", "Lom", "Mar", "Nor", "Orv", "Pel", "Quin", "Ras", "Sol", "Tam", "Urs", "Vel", "Wen", "Yar", "Zel"];
    static readonly string[] Middles = ["a", "e", "i", "o", "u", "an", "er", "il", "or", "ami", "eno", "ido"];
    static readonly string[] Ends = ["dra", "fix", "gard", "leaf", "lux", "mont", "nest", "ova", "pro", "ra", "stra", "ton", "va", "wick", "zon"];

    /// <summary>A name of the split: none stands in two of them.</summary>
    public static string Draw(Random random, TaskSplit split)
    {
        while (true)
        {
            var name = $"{random.Pick(Starts)}{random.Pick(Middles)}{random.Pick(Ends)}";
            if (GoalSplit.Of(name) == split)
                return name;
        }
    }
}
