using static TorchSharp.torch;

namespace AgentTuning.Llama.Export;

/// <summary>Compares the scores of two models, position by position.</summary>
/// <param name="limit">A lead below it is a tie, and no more than it may scores differ.</param>
sealed class ParityScores(double limit)
{
    public int Positions { get; private set; }

    public double Largest { get; private set; }

    public int Greedy { get; private set; }

    public int Equal { get; private set; }

    public int Tied { get; private set; }

    /// <summary>Adds a text.</summary>
    /// <param name="source">(T, V)</param>
    /// <param name="export">(T, V)</param>
    /// <param name="generated">How many of the text's last ids the source generated; each stands behind the position that it was chosen at.</param>
    public void Add(Tensor source, Tensor export, int generated)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var spread = source.std(1, unbiased: false).clamp_min(1e-35); // (T)
        var differences = (source - export).abs().amax([1L]) / spread; // (T)
        Largest = Math.Max(Largest, double.IsNaN(differences.sum().item<float>()) ? double.PositiveInfinity : differences.max().item<float>());
        var length = source.size(0);
        Positions += (int)length;
        var likeliest = (Source: source.argmax(1).data<long>().ToArray(), Export: export.argmax(1).data<long>().ToArray());
        for (var at = length - 1 - generated; at < length - 1; at++)
        {
            Greedy++;
            var (wanted, found) = (likeliest.Source[at], likeliest.Export[at]);
            if (wanted == found) Equal++;
            else if ((source[at, wanted] - source[at, found]).item<float>() <= limit * spread[at].item<float>()) Tied++;
        }
    }
}
