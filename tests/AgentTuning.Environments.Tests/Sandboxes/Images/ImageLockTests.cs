using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Sandboxes.Images;

namespace AgentTuning.Environments.Tests.Sandboxes.Images;

/// <summary>An image that sandboxes stand on stays.</summary>
public sealed class ImageLockTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("agenttuning-images-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_image_in_use_is_not_removed_until_the_last_has_let_go()
    {
        var images = Images("small");
        var (first, second) = (new ImagesInUse(images), new ImagesInUse(images));
        first.Take("small");
        second.Take("small");
        second.Take("small");

        var refused = Assert.Throws<SandboxException>(() => images.Remove("small"));
        first.Dispose();
        Assert.Throws<SandboxException>(() => images.Remove("small"));
        Assert.Throws<SandboxException>(() => images.RequireUnused("small"));
        second.Dispose();

        Assert.Contains("Sandboxes are running on the image", refused.Message, StringComparison.Ordinal);
        Assert.Equal("small", images.Find("small").Name);
        images.RequireUnused("small");
        Assert.True(images.Remove("small"));
        Assert.Throws<SandboxException>(() => images.Find("small"));
    }

    [Fact]
    public async Task Sandboxes_hold_their_image()
    {
        await using var provider = Sandboxes.Provider(SandboxProviders.Namespaces);
        var images = new SandboxImages(SandboxImages.DefaultFolder);
        await using (await provider.StartAsync(new(), TestContext.Current.CancellationToken))
        {
            Assert.Throws<SandboxException>(() => images.RequireUnused("default"));
        }
    }

    SandboxImages Images(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "image.json"), $$"""{"name":"{{name}}","version":2,"suite":"bookworm","hash":"0123456789abcdef","bytes":1,"packages":[]}""");
        return new(_folder);
    }
}
