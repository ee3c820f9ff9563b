using AgentTuning.Environments.OperatingSystem;
using AgentTuning.Environments.OperatingSystem.Judging;

namespace AgentTuning.Environments.Tests.OperatingSystem;

/// <summary>Real machines for tests, on this machine's default way to make them.</summary>
static class Machines
{
    public static async Task<IEnvironmentHost> OpenAsync(EnvironmentOptions? options = null)
    {
        await RequireAsync();
        return await OperatingSystemDefinition.Create().OpenAsync(options ?? new EnvironmentOptions(), TestContext.Current.CancellationToken);
    }

    public static async Task<TaskChecker> OpenCheckerAsync()
    {
        await RequireAsync();
        return OperatingSystemDefinition.OpenChecker(new EnvironmentOptions());
    }

    static Task RequireAsync() => Components.RequireAsync(OperatingSystemDefinition.Create());
}
