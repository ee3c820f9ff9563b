using System.Runtime.Intrinsics.X86;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Native;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>What a pass computes with where nothing was asked for. The number of shards follows from the model, not from the machine.</summary>
public static class PassDefaults
{
    const long LargestSmallModel = 32_000_000;
    const int NarrowestForBF16 = 384; // below it conversions cost more than products gain

    /// <summary>Four for a small model, whose products are too small to be shared out; one for others, whose gradients are too large to be kept four times.</summary>
    public static int Shards(LlamaConfig config) => IsSmall(config) ? 4 : 1;

    /// <summary>One for a small model; for others the processors over the shards. The number changes results by rounding only.</summary>
    public static int Threads(LlamaConfig config, int shards) => IsSmall(config) ? 1 : Math.Max(1, Environment.ProcessorCount / shards);

    /// <summary>The options with precision and device decided, and the decision in a sentence.</summary>
    /// <exception cref="InvalidOperationException">A GPU was asked for, and libtorch finds none.</exception>
    public static (PassOptions Options, string Reason) Decide(LlamaConfig config, PassOptions options)
    {
        var device = Device(options.Device);
        var (precision, reason) = options.Precision == ComputePrecision.Auto ? Precision(config, device) : (options.Precision, "as asked for");
        return (options with { Device = device, Precision = precision }, $"{device.ToString().ToLowerInvariant()}, {precision.ToString().ToLowerInvariant()}: {reason}");
    }

    /// <summary>True if the processor multiplies bf16 numbers by instructions of its own (AVX-512 BF16 or AMX).</summary>
    internal static bool ProcessorHasBF16
    {
        get
        {
            if (!Avx512F.IsSupported || X86Base.CpuId(0, 0).Eax < 7) return false;
            var features = X86Base.CpuId(7, 0);
            var hasTiles = (features.Edx & 1 << 22) != 0;
            return hasTiles || features.Eax >= 1 && (X86Base.CpuId(7, 1).Eax & 1 << 5) != 0;
        }
    }

    static bool IsSmall(LlamaConfig config) => config.ParameterCount <= LargestSmallModel;

    static (ComputePrecision Precision, string Reason) Precision(LlamaConfig config, ComputeDevice device)
    {
        if (config.HiddenSize < NarrowestForBF16)
            return (ComputePrecision.F32, $"a hidden size of {config.HiddenSize} is too narrow to gain from bf16 (from {NarrowestForBF16} on)");
        if (device == ComputeDevice.Cuda) return (ComputePrecision.BF16, "GPUs multiply bf16 faster");
        return ProcessorHasBF16
            ? (ComputePrecision.BF16, "this processor has instructions for bf16")
            : (ComputePrecision.F32, "this processor has no instructions for bf16");
    }

    static ComputeDevice Device(ComputeDevice asked)
    {
        if (asked == ComputeDevice.Cpu) return asked;
        NativeTorch.EnsureLoaded();
        if (cuda.is_available()) return ComputeDevice.Cuda;
        return asked == ComputeDevice.Auto ? ComputeDevice.Cpu : throw new InvalidOperationException(
            "The device is cuda, and libtorch finds no GPU. Build with 'dotnet build -p:Torch=cuda' on a machine with an NVIDIA driver (docs/gpu.md), or choose cpu.");
    }
}
