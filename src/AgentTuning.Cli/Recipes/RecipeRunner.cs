using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentTuning.Files;

namespace AgentTuning.Cli.Recipes;

/// <summary>Runs the commands of a recipe one after the other; those that are finished are not run again.</summary>
/// <param name="run">Runs one command line and gives its exit code.</param>
/// <param name="context">Where to say what happens.</param>
sealed class RecipeRunner(Func<string[], CommandContext, CancellationToken, Task<int>> run, CommandContext context)
{
    const string ProgressName = "stages.json";

    /// <summary>Runs a recipe, or what is left of it.</summary>
    /// <returns>The exit code: 0, or that of the stage that failed.</returns>
    public async Task<int> RunAsync(Recipe recipe, string folder, int seed, string split, CancellationToken cancellationToken)
    {
        var progress = await OpenAsync(recipe, folder, seed, split, cancellationToken);
        Introduce(recipe, folder, progress);
        for (var i = progress.Stages.Count; i < recipe.Stages.Count; i++)
        {
            var stage = recipe.Stages[i];
            var command = stage.Fill(folder, seed, split);
            context.Remark("");
            context.Remark(string.Create(CultureInfo.InvariantCulture, $"[{i + 1}/{recipe.Stages.Count}] {stage.Name}: {stage.About}{(stage.ExpectedSeconds is { } seconds ? $" ({Around(seconds)})" : "")}"));
            context.Remark($"  $ agenttuning {Join(command)}");
            var started = context.Clock.GetTimestamp();
            var results = new StringWriter { NewLine = "\n" };
            int code;
            try
            {
                code = await run(command, context with { Output = results }, cancellationToken);
            }
            finally
            {
                progress = progress with { UnfinishedSeconds = progress.UnfinishedSeconds + context.Clock.GetElapsedTime(started).TotalSeconds };
                await SaveAsync(folder, progress, CancellationToken.None);
            }

            foreach (var line in results.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
                context.Remark($"  {line}");
            if (code != 0)
            {
                context.Remark($"The stage '{stage.Name}' did not finish. The same command goes on from here.");
                return code;
            }

            context.Remark(string.Create(CultureInfo.InvariantCulture, $"  done in {progress.UnfinishedSeconds:0} s"));
            var record = new StageRecord(stage.Name, stage.About, $"agenttuning {Join(command)}", Math.Round(progress.UnfinishedSeconds, 1));
            progress = progress with { Stages = [.. progress.Stages, record], UnfinishedSeconds = 0 };
            await SaveAsync(folder, progress, cancellationToken);
            if (context.Drain.IsCancellationRequested && i + 1 < recipe.Stages.Count)
                throw new OperationCanceledException();
        }

        return 0;
    }

    /// <summary>A command line as one would type it.</summary>
    public static string Join(IEnumerable<string> command) =>
        string.Join(' ', command.Select(part => part.Any(char.IsWhiteSpace) ? $"'{part}'" : part));

    static async Task<RecipeProgress> OpenAsync(Recipe recipe, string folder, int seed, string split, CancellationToken cancellationToken)
    {
        var lines = recipe.Stages.Select(stage => Join(stage.Fill(folder, seed, split)));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        var path = Path.Combine(folder, ProgressName);
        if (!File.Exists(path))
        {
            var fresh = new RecipeProgress { Recipe = recipe.Name, Hash = hash, Seed = seed, Split = split };
            await SaveAsync(folder, fresh, cancellationToken);
            return fresh;
        }

        var progress = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(path, cancellationToken), RecipeJson.Readable.RecipeProgress)
            ?? throw new InvalidDataException($"{path} is null, expected the progress of a recipe. Delete the folder and start again.");
        return progress.Hash == hash
            ? progress
            : throw new InvalidDataException(
                $"{folder} holds a run of the recipe '{progress.Recipe}' with seed {progress.Seed} on the {progress.Split} split, or of another version of it; "
                + $"this is '{recipe.Name}' with seed {seed} on {split}. Name another folder with --output, or delete this one.");
    }

    static Task SaveAsync(string folder, RecipeProgress progress, CancellationToken cancellationToken) => AtomicFile.WriteAllBytesAsync(
        Path.Combine(folder, ProgressName),
        (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(progress, RecipeJson.Readable.RecipeProgress), (byte)'\n'],
        cancellationToken);

    static string Around(double seconds) => seconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"about {Math.Max(1, Math.Round(seconds)):0} s on 4 cores")
        : string.Create(CultureInfo.InvariantCulture, $"about {seconds / 60:0.#} min on 4 cores");

    void Introduce(Recipe recipe, string folder, RecipeProgress progress)
    {
        var left = recipe.Stages.Skip(progress.Stages.Count).ToArray();
        context.Remark($"{recipe.Name}: {recipe.Description}");
        context.Remark(string.Create(
            CultureInfo.InvariantCulture,
            $"Everything goes to {folder}. {left.Length} stages{(left.All(stage => stage.ExpectedSeconds is not null) ? $", {Around(left.Sum(stage => stage.ExpectedSeconds!.Value))}" : "")}; this machine has {Environment.ProcessorCount} cores."));
        if (progress.Stages.Count > 0 && left.Length > 0)
            context.Remark($"Going on after '{progress.Stages[^1].Name}', which was finished before.");
    }
}
