using System.Globalization;
using AgentTuning.Llama.Training;

namespace AgentTuning.Cli.Training;

/// <summary>What is said before the first step: the model, the data, what the data lost, and the steps.</summary>
static class TrainingIntroduction
{
    public static IEnumerable<string> Lines(PlannedRun run, FittedExamples fitted)
    {
        var fit = fitted.Fit.Total;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Config.ParameterCount / 1e6:0.00} M parameters, {fit.KeptExamples:N0} examples, {fit.KeptTokens / 1e6:0.00} M tokens, {100.0 * fit.KeptSupervisedTokens / fit.KeptTokens:0} % of them with loss.");
        foreach (var line in FitTable.Lines("training", fitted.Fit).Concat(FitTable.Lines("validation", fitted.ValidationFit)))
            yield return line;
        var plan = run.Plan!;
        yield return Steps(plan);
        if (plan.Data.Pools.Count > 0)
            foreach (var line in PoolTable.Of(plan).Split('\n'))
                yield return $"  {line}";
        yield return "Memory, at the most:";
        foreach (var line in MemoryTable.Of(run.Memory, run.Machine).Split('\n'))
            yield return $"  {line}";
    }

    static string Steps(TrainingPlan plan)
    {
        var options = plan.Options;
        var size = options.ExamplesPerStep is { } examples ? $"{examples:N0} examples" : $"at most {options.TokensPerStep:N0} tokens";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Steps:N0} steps of {size}, on {options.Shards} {(options.Shards == 1 ? "shard" : "shards")} in up to {plan.MicroSteps:N0} micro-steps of about {options.Pass.RowsPerPack:N0} rows.");
    }
}
