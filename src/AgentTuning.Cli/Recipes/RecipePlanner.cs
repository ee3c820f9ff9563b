using System.Globalization;

namespace AgentTuning.Cli.Recipes;

/// <summary>Says what a recipe would do: its commands, and the plan of a training whose inputs are there already.</summary>
/// <param name="run">Runs one command line and gives its exit code.</param>
/// <param name="context">Where to say it.</param>
sealed class RecipePlanner(Func<string[], CommandContext, CancellationToken, Task<int>> run, CommandContext context)
{
    const string RunFolder = "{run}";

    /// <summary>Writes the plan; nothing is run but <c>train --plan-only</c>.</summary>
    /// <returns>The exit code: 0, or that of a plan that failed.</returns>
    public async Task<int> RunAsync(Recipe recipe, string folder, int seed, string split, CancellationToken cancellationToken)
    {
        foreach (var (i, stage) in recipe.Stages.Index())
        {
            var command = stage.Fill(folder, seed, split);
            await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"[{i + 1}/{recipe.Stages.Count}] {stage.Name}: {stage.About}"));
            await context.Output.WriteLineAsync($"  $ agenttuning {RecipeRunner.Join(command)}");
            if (!HasInputs(stage))
                continue;

            var results = new StringWriter { NewLine = "\n" };
            var code = await run([.. command, "--plan-only"], context with { Output = results }, cancellationToken);
            foreach (var line in results.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
                await context.Output.WriteLineAsync($"  {line}");
            if (code != 0)
                return code;
        }

        return 0;
    }

    // True for a training that reads nothing that an earlier stage writes.
    static bool HasInputs(RecipeStage stage) => stage.Command is ["train", ..]
        && stage.Command.Index().All(part => !part.Item.Contains(RunFolder, StringComparison.Ordinal) || stage.Command[part.Index - 1] is "--output" or "-o");
}
