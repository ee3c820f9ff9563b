namespace AgentTuning.Environments.Tests;

/// <summary>What to do where something that a test needs is missing: skip at a desk, fail where tests are promised to run whole.</summary>
static class Components
{
    public static void Missing(string reason)
    {
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            Assert.Fail(reason);
        Assert.Skip(reason);
    }

    /// <summary>Requires what an environment cannot do without on this machine.</summary>
    public static async Task RequireAsync(EnvironmentDefinition definition)
    {
        foreach (var component in await definition.FindComponentsAsync(TestContext.Current.CancellationToken))
            if (component is { IsRequired: true, IsPresent: false })
                Missing($"{definition.Name} needs {component.Name}: {component.Remark}");
    }
}
