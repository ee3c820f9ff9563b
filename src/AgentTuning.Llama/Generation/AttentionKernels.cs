using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Generation;

/// <summary>Scores of queries against one block of keys, and sums of values weighted by them.</summary>
/// <remarks>As in <see cref="MatrixKernels"/>, every element is one chain of fused multiply-adds in a fixed order.</remarks>
static unsafe class AttentionKernels
{
    const int Positions = KeyValueLayout.BlockPositions;

    /// <summary>The scores of one query against 32 keys.</summary>
    /// <param name="query">(dimension)</param>
    /// <param name="keys">(dimension, 32)</param>
    /// <param name="width">Dimensions of a head.</param>
    /// <param name="scores">(32)</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Score(float* query, float* keys, int width, float* scores)
    {
        Vector256<float> a = default, b = default, c = default, d = default;
        for (nint i = 0; i < width; i++, keys += Positions)
        {
            var q = Vector256.Create(query[i]);
            a = Vector256.FusedMultiplyAdd(Vector256.Load(keys), q, a);
            b = Vector256.FusedMultiplyAdd(Vector256.Load(keys + 8), q, b);
            c = Vector256.FusedMultiplyAdd(Vector256.Load(keys + 16), q, c);
            d = Vector256.FusedMultiplyAdd(Vector256.Load(keys + 24), q, d);
        }

        Store(scores, a, b, c, d);
    }

    /// <summary>The scores of two queries against the same 32 keys.</summary>
    /// <inheritdoc cref="Score"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScoreTwo(float* query, float* query1, float* keys, int width, float* scores, float* scores1)
    {
        Vector256<float> a = default, b = default, c = default, d = default;
        Vector256<float> a1 = default, b1 = default, c1 = default, d1 = default;
        for (nint i = 0; i < width; i++, keys += Positions)
        {
            var q = Vector256.Create(query[i]);
            var q1 = Vector256.Create(query1[i]);
            var k = Vector256.Load(keys);
            a = Vector256.FusedMultiplyAdd(k, q, a);
            a1 = Vector256.FusedMultiplyAdd(k, q1, a1);
            k = Vector256.Load(keys + 8);
            b = Vector256.FusedMultiplyAdd(k, q, b);
            b1 = Vector256.FusedMultiplyAdd(k, q1, b1);
            k = Vector256.Load(keys + 16);
            c = Vector256.FusedMultiplyAdd(k, q, c);
            c1 = Vector256.FusedMultiplyAdd(k, q1, c1);
            k = Vector256.Load(keys + 24);
            d = Vector256.FusedMultiplyAdd(k, q, d);
            d1 = Vector256.FusedMultiplyAdd(k, q1, d1);
        }

        Store(scores, a, b, c, d);
        Store(scores1, a1, b1, c1, d1);
    }

    /// <summary>Adds the values of up to 32 positions to 32 dimensions of the sum, each value times its weight.</summary>
    /// <param name="weights">(position)</param>
    /// <param name="values">(position, <paramref name="stride"/>)</param>
    /// <param name="stride">Floats from one position to the next.</param>
    /// <param name="count">Positions.</param>
    /// <param name="sum">(32)</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddValues(float* weights, float* values, int stride, int count, float* sum)
    {
        var (a, b, c, d) = (Vector256.Load(sum), Vector256.Load(sum + 8), Vector256.Load(sum + 16), Vector256.Load(sum + 24));
        for (nint i = 0; i < count; i++, values += stride)
        {
            var w = Vector256.Create(weights[i]);
            a = Vector256.FusedMultiplyAdd(Vector256.Load(values), w, a);
            b = Vector256.FusedMultiplyAdd(Vector256.Load(values + 8), w, b);
            c = Vector256.FusedMultiplyAdd(Vector256.Load(values + 16), w, c);
            d = Vector256.FusedMultiplyAdd(Vector256.Load(values + 24), w, d);
        }

        Store(sum, a, b, c, d);
    }

    /// <summary>The same for two queries that see the same positions.</summary>
    /// <inheritdoc cref="AddValues"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddValuesTwo(float* weights, float* weights1, float* values, int stride, int count, float* sum, float* sum1)
    {
        var (a, b, c, d) = (Vector256.Load(sum), Vector256.Load(sum + 8), Vector256.Load(sum + 16), Vector256.Load(sum + 24));
        var (a1, b1, c1, d1) = (Vector256.Load(sum1), Vector256.Load(sum1 + 8), Vector256.Load(sum1 + 16), Vector256.Load(sum1 + 24));
        for (nint i = 0; i < count; i++, values += stride)
        {
            var w = Vector256.Create(weights[i]);
            var w1 = Vector256.Create(weights1[i]);
            var v = Vector256.Load(values);
            a = Vector256.FusedMultiplyAdd(v, w, a);
            a1 = Vector256.FusedMultiplyAdd(v, w1, a1);
            v = Vector256.Load(values + 8);
            b = Vector256.FusedMultiplyAdd(v, w, b);
            b1 = Vector256.FusedMultiplyAdd(v, w1, b1);
            v = Vector256.Load(values + 16);
            c = Vector256.FusedMultiplyAdd(v, w, c);
            c1 = Vector256.FusedMultiplyAdd(v, w1, c1);
            v = Vector256.Load(values + 24);
            d = Vector256.FusedMultiplyAdd(v, w, d);
            d1 = Vector256.FusedMultiplyAdd(v, w1, d1);
        }

        Store(sum, a, b, c, d);
        Store(sum1, a1, b1, c1, d1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(float* target, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        a.Store(target);
        b.Store(target + 8);
        c.Store(target + 16);
        d.Store(target + 24);
    }
}
