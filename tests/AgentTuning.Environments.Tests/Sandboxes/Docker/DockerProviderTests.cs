using System.Formats.Tar;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Sandboxes.Docker;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace AgentTuning.Environments.Tests.Sandboxes.Docker;

/// <summary>What is the container engine's own, tried with a real one.</summary>
public sealed class DockerProviderTests
{
    const string Empty = "localhost/agenttuning-empty:1";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Containers_that_a_killed_tool_left_are_removed_and_those_of_others_stay()
    {
        await using var provider = Sandboxes.Provider(SandboxProviders.Docker);
        await using var sandbox = await provider.StartAsync(new(), Token);
        using var client = Client();
        var image = await ImageAsync(client, sandbox);
        var left = await CreateAsync(client, image, DockerOwner.Current with { ProcessId = int.MaxValue });
        var others = await CreateAsync(client, image, DockerOwner.Of(1));
        try
        {
            await using var next = Sandboxes.Provider(SandboxProviders.Docker);
            await using var another = await next.StartAsync(new(), Token);

            var there = (await client.Containers.ListContainersAsync(new() { All = true }, Token)).Select(container => container.ID).ToList();
            Assert.DoesNotContain(left, there);
            Assert.Contains(others, there);
            Assert.Contains(((DockerSandbox)sandbox).Id, there);
        }
        finally
        {
            await client.Containers.RemoveContainerAsync(others, new() { Force = true }, CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_closed_sandbox_leaves_no_container_and_neither_does_a_closed_provider()
    {
        await using var provider = Sandboxes.Provider(SandboxProviders.Docker);
        var first = (DockerSandbox)await provider.StartAsync(new(), Token);
        var second = (DockerSandbox)await provider.StartAsync(new(), Token);
        using var client = Client();

        await first.DisposeAsync();
        await Assert.ThrowsAnyAsync<DockerApiException>(() => client.Containers.InspectContainerAsync(first.Id, Token));
        await provider.DisposeAsync();
        await Assert.ThrowsAnyAsync<DockerApiException>(() => client.Containers.InspectContainerAsync(second.Id, Token));
    }

    [Fact]
    public async Task A_container_that_cannot_start_is_removed()
    {
        await using var provider = Sandboxes.Provider(SandboxProviders.Docker);
        using var client = Client();
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, leaveOpen: true)) await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, "srv"), Token);
        archive.Position = 0;
        await client.Images.CreateImageAsync(new() { FromSrc = "-", Repo = Empty }, archive, null, new Progress<JSONMessage>(), Token);

        var exception = await Assert.ThrowsAsync<SandboxException>(async () => await provider.StartAsync(new() { Image = Empty }, Token));

        Assert.Contains("/bin/bash", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await client.Containers.ListContainersAsync(new() { All = true }, Token), container => container.Image == Empty);
    }

    [Fact]
    public async Task Images_of_the_engine_are_taken_by_their_names_and_missing_ones_are_named()
    {
        await using var provider = Sandboxes.Provider(SandboxProviders.Docker);
        await using var sandbox = await provider.StartAsync(new(), Token);
        using var client = Client();
        await using var named = await provider.StartAsync(new() { Image = await ImageAsync(client, sandbox) }, Token);

        Assert.Equal("0\n", (await named.RunAsync("id -u")).Text());
        var exception = await Assert.ThrowsAsync<SandboxException>(async () => await provider.StartAsync(new() { Image = "localhost/nobody/has:it" }, Token));
        Assert.StartsWith("There is no image 'localhost/nobody/has:it': neither does the container engine have it (docker pull localhost/nobody/has:it)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_somebody_removes_is_a_sandbox_that_has_ended()
    {
        await using var provider = Sandboxes.Provider(SandboxProviders.Docker);
        await using var sandbox = await provider.StartAsync(new(), Token);
        using var client = Client();

        await client.Containers.RemoveContainerAsync(((DockerSandbox)sandbox).Id, new() { Force = true }, Token);

        await Assert.ThrowsAsync<SandboxException>(() => sandbox.RunAsync("true"));
        await Assert.ThrowsAsync<SandboxException>(() => sandbox.OpenTerminalAsync(new() { Arguments = ["bash"] }, Token));
    }

    [Fact]
    public async Task The_owners_setuid_bits_and_capabilities_of_the_tool_s_image_are_in_the_engine_s()
    {
        await using var provider = Sandboxes.Provider(SandboxProviders.Docker);
        await using var sandbox = await provider.StartAsync(new(), Token);

        var result = await sandbox.RunAsync("stat -c '%u:%g %a' /etc/shadow /usr/bin/sudo /usr/bin/chage; find / -xdev -uid +65535 | wc -l; python3 -c \"import os; print(len(os.getxattr('/usr/bin/ping', 'security.capability')))\"");

        Assert.Equal("0:42 640\n0:0 4755\n0:42 2755\n0\n20\n", result.Text());
    }

    [Fact]
    public async Task An_engine_that_is_not_there_is_named()
    {
        await using var provider = SandboxProviders.Create(
            new EnvironmentOptions { Engine = "docker", Settings = new EnvironmentOptions().Settings.Add("docker-endpoint", "unix:///run/nobody.sock") }, TimeProvider.System);

        var exception = await Assert.ThrowsAsync<SandboxException>(async () => await provider.StartAsync(new(), Token));

        Assert.StartsWith("The container engine at unix:///run/nobody.sock made no sandbox: ", exception.Message, StringComparison.Ordinal);
    }

    static DockerClient Client() => new DockerClientBuilder().WithEndpoint(new Uri(PodmanEngine.Endpoint)).Build();

    static async Task<string> ImageAsync(DockerClient client, ISandbox sandbox) => (await client.Containers.InspectContainerAsync(((DockerSandbox)sandbox).Id, Token)).Config!.Image;

    static async Task<string> CreateAsync(DockerClient client, string image, DockerOwner owner)
    {
        var created = await client.Containers.CreateContainerAsync(
            new()
            {
                Image = image,
                Cmd = ["true"],
                Labels = owner.ToLabels(),
                HostConfig = new() { NetworkMode = "none", Ulimits = [new() { Name = "nofile", Soft = 64, Hard = 64 }, new() { Name = "nproc", Soft = 64, Hard = 64 }] },
            },
            Token);
        return created.ID;
    }
}
