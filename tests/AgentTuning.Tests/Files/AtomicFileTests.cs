using AgentTuning.Files;

namespace AgentTuning.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_file_appears_in_its_place_only_when_it_is_whole()
    {
        var path = _folder.File("deep/x.txt");
        await using var file = AtomicFile.Create(path);
        await file.Stream.WriteAsync("new"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.False(File.Exists(path));
        await file.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("new", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(["x.txt"], Directory.EnumerateFiles(_folder.File("deep")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_is_not_committed_leaves_the_old_file_and_nothing_else()
    {
        var path = _folder.Write("x.txt", "old");

        await using (var file = AtomicFile.Create(path))
            await file.Stream.WriteAsync("new"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal("old", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(["x.txt"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_a_killed_writer_left_behind_is_overwritten()
    {
        _folder.Write(".x.txt.tmp", "a long rest of a writer that was killed");

        await AtomicFile.WriteAllBytesAsync(_folder.File("x.txt"), "new"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal("new", await File.ReadAllTextAsync(_folder.File("x.txt"), TestContext.Current.CancellationToken));
        Assert.Equal(["x.txt"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        var file = _folder.Write("x.txt", "");

        var exception = Assert.Throws<IOException>(() => AtomicFile.Create(Path.Combine(file, "y.txt")));

        Assert.StartsWith($"The folder '{file}' cannot be written: ", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
