using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>
/// Muon (Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/) for one matrix: the momentum is replaced by the nearest matrix
/// with singular values near 1, scaled so that AdamW's learning rates fit (Liu et al. 2025, https://arxiv.org/abs/2502.16982, section 2.2).
/// </summary>
/// <param name="options">Beta1 is not used: the momentum is 0.95 with Nesterov's look-ahead, as published.</param>
/// <param name="weight">(rows, columns); several projections may lie one below the other.</param>
/// <param name="blockRows">The rows of each projection; each is made orthogonal by itself.</param>
sealed class MuonRule(TrainingOptions options, Parameter weight, IReadOnlyList<long> blockRows) : IUpdateRule
{
    const double Momentum = 0.95;
    const double RootMeanSquare = 0.2; // what AdamW's updates usually have
    const int Iterations = 5;

    readonly Tensor _momentum = zeros(weight.shape).DetachFromDisposeScope();

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, Tensor>> State => [new("momentum", _momentum)];

    /// <inheritdoc/>
    public long Work => Iterations * blockRows.Sum(rows => ProductWork(Math.Min(rows, weight.size(1)), Math.Max(rows, weight.size(1))));

    /// <inheritdoc/>
    public void Update(Tensor gradient, double gradientScale, int step, double learningRate)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        _momentum.mul_(Momentum).add_(gradient, alpha: gradientScale);
        var direction = _momentum * Momentum;
        using (var scaled = gradient * gradientScale) direction.add_(scaled);
        weight.mul_(1 - learningRate * options.WeightDecay);
        var first = 0L;
        foreach (var rows in blockRows)
        {
            using var block = NewDisposeScope();
            var scale = learningRate * RootMeanSquare * Math.Sqrt(Math.Max(rows, weight.size(1)));
            weight.narrow(0, first, rows).sub_(Orthogonalize(direction.narrow(0, first, rows)) * scale);
            first += rows;
        }
    }

    /// <summary>Brings all singular values of a matrix near 1 by a quintic iteration, which needs products only.</summary>
    internal static Tensor Orthogonalize(Tensor matrix)
    {
        // The published coefficients: steep at 0, so that five rounds reach between 0.7 and 1.2 from 0.01 on.
        const double linear = 3.4445, cubic = -4.7750, quintic = 2.0315;
        var isTall = matrix.size(0) > matrix.size(1);
        var x = isTall ? matrix.t() : matrix;
        x = x / (x.norm() + 1e-7);
        for (var i = 0; i < Iterations; i++)
        {
            // Freed at once: together the rounds would take more than the optimizer's state.
            using var square = x.mm(x.t());
            using var polynomial = addmm(square, square, square, (float)cubic, (float)quintic);
            var next = addmm(x, polynomial, x, (float)linear, 1);
            x.Dispose();
            x = next;
        }
        return isTall ? x.t() : x;
    }

    // Two products over the long side, one over the short.
    static long ProductWork(long shorter, long longer) => 2 * shorter * shorter * (2 * longer + shorter);

    /// <inheritdoc/>
    public void Dispose() => _momentum.Dispose();
}
