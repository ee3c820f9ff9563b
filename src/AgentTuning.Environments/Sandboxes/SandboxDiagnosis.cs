using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AgentTuning.Environments.Sandboxes.Images;
using AgentTuning.Environments.Sandboxes.Namespaces;

namespace AgentTuning.Environments.Sandboxes;

/// <summary>Finds out by trying which ways to make sandboxes work on this machine.</summary>
public static class SandboxDiagnosis
{
    /// <summary>One row for each provider, then the image that tasks use, then what limits can be kept.</summary>
    /// <param name="options">Settings of the providers; the engine is not read, for each is tried.</param>
    /// <param name="clock">Measures the start.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<ImmutableArray<ComponentStatus>> RunAsync(EnvironmentOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var rows = ImmutableArray.CreateBuilder<ComponentStatus>();
        foreach (var name in SandboxProviders.Names)
            rows.Add(await TryAsync(options with { Engine = name, Settings = options.Settings.SetItem(SandboxProviders.ReadySetting, "0") }, clock, cancellationToken));
        rows.Add(Image(SandboxProviders.Images(options)));
        if (NamespaceRequirements.Missing() is null) rows.Add(Limits());
        return rows.ToImmutable();
    }

    /// <summary>True where at least one of the providers of <see cref="RunAsync"/> works.</summary>
    public static bool HasProvider(ImmutableArray<ComponentStatus> rows) =>
        rows.Any(row => row.IsPresent && SandboxProviders.Names.Contains(row.Name, StringComparer.Ordinal));

    // Without setuid programs where they cannot be had: the row says so.
    static async Task<ComponentStatus> TryAsync(EnvironmentOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var name = options.Engine!;
        try
        {
            await using var provider = SandboxProviders.Create(options, clock);
            string remark;
            try
            {
                remark = await StartAsync(provider, needsSetuid: true, clock, cancellationToken);
            }
            catch (SandboxException exception)
            {
                remark = $"{await StartAsync(provider, needsSetuid: false, clock, cancellationToken)}, but without users, sudo and su: {exception.Message}";
            }
            return new(name, IsPresent: true, IsRequired: false, remark);
        }
        catch (SandboxException exception)
        {
            return new(name, IsPresent: false, IsRequired: false, exception.Message);
        }
    }

    static async Task<string> StartAsync(ISandboxProvider provider, bool needsSetuid, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        await using var sandbox = await provider.StartAsync(new() { NeedsSetuid = needsSetuid }, cancellationToken);
        var result = await sandbox.ExecuteAsync(new() { Arguments = ["id", "-u"] }, cancellationToken);
        if (result.ExitCode != 0 || !result.Output.AsSpan().SequenceEqual("0\n"u8))
            throw new SandboxException($"A sandbox started, but 'id -u' in it ended with exit code {result.ExitCode} and '{Encoding.UTF8.GetString(result.Output)}{Encoding.UTF8.GetString(result.Error)}', expected 0 and '0'.");
        return string.Create(CultureInfo.InvariantCulture, $"a sandbox started and ran a program in {clock.GetElapsedTime(started).TotalMilliseconds:F0} ms");
    }

    static ComponentStatus Image(SandboxImages images)
    {
        var name = SandboxImageRecipe.All[0].Name;
        try
        {
            var image = images.Find(name);
            return new($"image {name}", IsPresent: true, IsRequired: false, $"{image.Manifest.Suite}, {image.Folder}");
        }
        catch (SandboxException exception)
        {
            return new($"image {name}", IsPresent: false, IsRequired: false, NamespaceRequirements.Missing() is null && SandboxImageBuilder.Missing() is { } missing ? $"{exception.Message} {missing}" : exception.Message);
        }
    }

    static ComponentStatus Limits()
    {
        using var groups = ControlGroups.Find();
        return groups.Version == 0
            ? new("control groups", IsPresent: false, IsRequired: false, $"{groups.Fault} Limits of memory and processes hold for each program of a namespace sandbox alone, and nothing limits processors.")
            : new("control groups", IsPresent: true, IsRequired: false, $"version {groups.Version}: memory, processes and processors of a sandbox are limited together");
    }
}
