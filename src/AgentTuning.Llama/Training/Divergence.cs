using System.Globalization;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>Looks at a batch whose loss or gradient is not a finite number, and says what can be said.</summary>
static class Divergence
{
    const int MostNames = 8;

    /// <summary>Names the batch, and which of its examples have such a loss by themselves.</summary>
    /// <param name="what">What is not finite, with its value.</param>
    /// <param name="step">From 1.</param>
    /// <param name="batch">The examples of the step.</param>
    /// <param name="lossOf">The loss of one example by itself.</param>
    /// <param name="options">For the advice.</param>
    public static TrainingDivergedException Of(
        string what, int step, IReadOnlyList<TokenizedExample> batch, Func<TokenizedExample, double> lossOf, TrainingOptions options)
    {
        var broken = batch.Where(example => !double.IsFinite(lossOf(example))).ToList();
        var finding = broken.Count == 0
            ? $"Each of them by itself has a finite loss. The batch: {Names(batch)}."
            : broken.Count == batch.Count
                ? $"Each of them by itself has such a loss, so the weights are broken rather than an example. The batch: {Names(batch)}."
                : $"By themselves, {broken.Count} of them have such a loss: {Names(broken)}. The batch: {Names(batch)}.";
        return new(string.Create(
            CultureInfo.InvariantCulture,
            $"Step {step}: {what} over {batch.Count} examples. {finding} Nothing was learned from this batch. Lower the learning rate of {options.LearningRate} or lengthen the warm-up, and look at these examples."));
    }

    static string Names(IReadOnlyList<TokenizedExample> examples)
    {
        var names = string.Join(", ", examples.Take(MostNames).Select(example => example.Source is { } source ? $"'{example.Id}' of {source}" : $"'{example.Id}'"));
        return examples.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $"{names} and {examples.Count - MostNames} more") : names;
    }
}
