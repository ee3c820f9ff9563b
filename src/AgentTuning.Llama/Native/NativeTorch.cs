using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TorchSharp;

namespace AgentTuning.Llama.Native;

/// <summary>Loads libtorch for this process, also on systems whose C++ library is older than TorchSharp asks for.</summary>
/// <remarks>
/// TorchSharp's native half asks for <c>GLIBCXX_3.4.32</c> (GCC 13), which Debian 12 and Ubuntu 22.04 lack, and fails there with
/// a misleading message. Nothing behind that version is ever used, so a private copy with the version marked weak is loaded instead.
/// </remarks>
public static partial class NativeTorch
{
    /// <summary>The native half of TorchSharp.</summary>
    internal const string BindingName = "LibTorchSharp";

    const string NewestVersionAskedFor = "GLIBCXX_3.4.32";

    static readonly Lock Gate = new();
    static bool _isLoaded;

    /// <summary>Loads libtorch once; later calls return at once. Every entry point of this project calls it before the first tensor.</summary>
    /// <exception cref="DllNotFoundException">The native libraries are missing, or this system cannot load them.</exception>
    public static void EnsureLoaded(ILogger? logger = null)
    {
        lock (Gate)
        {
            if (_isLoaded) return;
            if (OperatingSystem.IsLinux()) LoadOnLinux(logger ?? NullLogger.Instance);
            torch.InitializeDeviceType(DeviceType.CPU);
            _isLoaded = true;
        }
    }

    static void LoadOnLinux(ILogger logger)
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
            throw new DllNotFoundException(
                $"libtorch is published for linux-x64 only, and this process is {RuntimeInformation.RuntimeIdentifier}.");

        var binding = FindLibrary($"lib{BindingName}.so");
        if (SystemLibrary.FindLoaded("libstdc++.so.6") is not { } standardLibrary)
            throw new DllNotFoundException(
                "libstdc++.so.6 is not on this system, and libtorch needs it. Install the package libstdc++6.");
        if (ElfVersions.Defines(standardLibrary, NewestVersionAskedFor)) return;

        var copy = PatchedLibrary.Create(binding, NewestVersionAskedFor);
        LogPatchedCopy(logger, standardLibrary, NewestVersionAskedFor, copy);

        // By full path first: the copy lies elsewhere, and the loader then finds these under their own names.
        var folder = Path.GetDirectoryName(binding)!;
        foreach (var name in (ReadOnlySpan<string>)["libtorch_cpu.so", "libtorch.so"])
            Load(Path.Combine(folder, name));
        var handle = Load(copy);
        foreach (var assembly in (ReadOnlySpan<Assembly>)[typeof(torch).Assembly, typeof(NativeTorch).Assembly])
            NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => name == BindingName ? handle : IntPtr.Zero);
    }

    static string FindLibrary(string fileName)
    {
        var searched = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"))
            .Append(AppContext.BaseDirectory);
        return searched.Select(folder => Path.Combine(folder, fileName)).FirstOrDefault(File.Exists)
            ?? throw new DllNotFoundException(
                $"{fileName} was not found beside {AppContext.BaseDirectory}. Build the program on Linux, so that libtorch comes with it.");
    }

    static IntPtr Load(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new DllNotFoundException($"{path} could not be loaded: {e.Message}", e);
        }
    }

    [LoggerMessage(LogLevel.Information,
        "{StandardLibrary} has no {Version}, which TorchSharp asks for but does not use. Loaded a copy that does without: {Copy}")]
    static partial void LogPatchedCopy(ILogger logger, string standardLibrary, string version, string copy);
}
