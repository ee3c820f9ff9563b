using AgentTuning.Llama.Native;

namespace AgentTuning.Llama.Tests.Native;

public sealed class PatchedLibraryTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TorchSharps_binding_needs_one_version_marked_and_nothing_else_changed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The binding is an ELF file on Linux only.");
        var original = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"));
        var patched = original.ToArray();

        var marked = ElfVersions.MarkWeak(patched, "GLIBCXX_3.4.32");

        Assert.Equal(1, marked);
        Assert.Equal(1, original.Zip(patched).Count(pair => pair.First != pair.Second));
        Assert.Equal(0, ElfVersions.MarkWeak(patched, "GLIBCXX_9.9.99"));
    }

    [Fact]
    public void Other_bytes_than_an_ELF_file_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => ElfVersions.MarkWeak(new byte[100], "GLIBCXX_3.4.32"));
        byte[] header = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1];
        var hostile = new byte[100];
        hostile.AsSpan().Fill(0xff);
        header.CopyTo(hostile, 0);
        Assert.Throws<InvalidDataException>(() => ElfVersions.MarkWeak(hostile, "GLIBCXX_3.4.32"));
    }

    [Fact]
    public void A_copy_that_was_changed_is_written_anew_and_an_equal_one_is_left()
    {
        var path = PatchedLibrary.Create("/original/lib.so", [1, 2, 3], [_folder.Root]);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        var written = File.GetLastWriteTimeUtc(path);

        Assert.Equal(path, PatchedLibrary.Create("/original/lib.so", [1, 2, 3], [_folder.Root]));
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));

        File.WriteAllBytes(path, [1, 2, 4]);
        Assert.Equal(path, PatchedLibrary.Create("/original/lib.so", [1, 2, 3], [_folder.Root]));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
    }

    [Fact]
    public void Where_a_folder_cannot_be_written_the_next_is_taken_and_without_one_the_message_says_what_to_do()
    {
        _folder.Write("file", "not a folder");

        var path = PatchedLibrary.Create("/original/lib.so", [1, 2, 3], [_folder.At("file"), _folder.At("second")]);
        var fault = Assert.Throws<DllNotFoundException>(() => PatchedLibrary.Create("/original/lib.so", [1, 2, 3], [_folder.At("file")]));

        Assert.StartsWith(_folder.At("second"), path, StringComparison.Ordinal);
        Assert.Contains("Set XDG_CACHE_HOME", fault.Message, StringComparison.Ordinal);
    }
}
