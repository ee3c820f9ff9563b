using System.Globalization;
using AgentTuning.Llama.Training;

namespace AgentTuning.Cli.Training;

/// <summary>The table of what is drawn of each pool.</summary>
static class PoolTable
{
    public static string Of(TrainingPlan plan)
    {
        var draws = plan.DrawsByPool;
        var all = draws.Sum(count => (long)count);
        return TextTable.Of(
        [
            ["pool", "kind", "weight", "examples", "drawn", "share", "epochs"],
            .. plan.Data.Pools.Select((pool, i) => (string[])
            [
                pool.Name,
                pool.IsAgent ? string.Create(CultureInfo.InvariantCulture, $"agent η={plan.Options.AgentShare}") : "general",
                pool.IsAgent ? "-" : pool.Weight.ToString(CultureInfo.InvariantCulture),
                pool.Count.ToString("N0", CultureInfo.InvariantCulture),
                draws[i].ToString("N0", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{100.0 * draws[i] / all:0.0} %"),
                string.Create(CultureInfo.InvariantCulture, $"{(double)draws[i] / Math.Max(1, pool.Count):0.00}"),
            ]),
        ]);
    }
}
