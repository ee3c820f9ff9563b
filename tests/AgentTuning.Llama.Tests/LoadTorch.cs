using System.Runtime.CompilerServices;
using AgentTuning.Llama.Native;

namespace AgentTuning.Llama.Tests;

static class LoadTorch
{
    // Tests name TorchSharp's types directly, possibly before any entry point of the project has loaded libtorch.
    [ModuleInitializer]
    internal static void Load() => NativeTorch.EnsureLoaded();
}
