using System.Collections.Immutable;
using AgentTuning.Cli.Episodes;
using AgentTuning.Environments;

namespace AgentTuning.Cli.Tests.Episodes;

public sealed class SuiteOptionsTests
{
    [Fact]
    public async Task A_world_without_its_components_is_left_out_with_a_remark()
    {
        var (context, remarks) = CommandRunner.CreateContext();

        var left = await SuiteOptions.AvailableAsync(
            [Entry("whole", isPresent: true, isRequired: true), Entry("poor", isPresent: false, isRequired: true), Entry("plain", isPresent: false, isRequired: false)],
            context,
            TestContext.Current.CancellationToken);

        Assert.Equal(["whole", "plain"], left.Select(entry => entry.Definition.Name));
        Assert.Equal("The environment 'poor' is left out: engine is missing. Install it.\n", remarks().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Where_nothing_is_left_that_is_an_error()
    {
        var (context, _) = CommandRunner.CreateContext();

        await Assert.ThrowsAsync<UsageException>(
            () => SuiteOptions.AvailableAsync([Entry("poor", isPresent: false, isRequired: true)], context, TestContext.Current.CancellationToken));
    }

    static SuiteEntry Entry(string name, bool isPresent, bool isRequired) => new(
        Catalog.Definitions[0] with
        {
            Name = name,
            FindComponentsAsync = _ => ValueTask.FromResult<ImmutableArray<ComponentStatus>>([new("engine", isPresent, isRequired, "Install it.")]),
        },
        Tasks: null);
}
