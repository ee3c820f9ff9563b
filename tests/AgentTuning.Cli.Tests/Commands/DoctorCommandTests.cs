using System.Text.Json;
using AgentTuning.Cli.Commands;
using AgentTuning.Cli.Listing;
using AgentTuning.Environments;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class DoctorCommandTests
{
    [Fact]
    public void What_is_missing_stands_beside_what_to_do()
    {
        var report = new MachineReport
        {
            IsReady = false,
            Sandboxes = [new("namespaces", IsPresent: false, IsRequired: false, "They need root."), new("image default", IsPresent: true, IsRequired: false, "bookworm")],
            Environments =
            [
                new()
                {
                    Name = "world", Kind = EnvironmentKind.HeldIn, Summary = "A world.", Metric = "mean", MaxTurns = 3, Engines = [], IsReady = false,
                    Components = [new("engine", IsPresent: false, IsRequired: true, "Install it."), new("other", IsPresent: false, IsRequired: false, "Not needed.")],
                },
            ],
        };

        Assert.Equal(
            """
            sandboxes  (none can be made: do what one of these lines says)
              absent   namespaces: They need root.
              present  image default: bookworm
            world  (held-in, a component is missing)
              missing  engine: Install it.
              absent   other: Not needed.
            Something that is required is missing.
            """.ReplaceLineEndings("\n"),
            DoctorCommand.ToText(report));
    }

    [Fact]
    public async Task The_exit_code_says_what_the_report_says()
    {
        var (code, output, _) = await CommandRunner.RunAsync("doctor", "--json");

        using var report = JsonDocument.Parse(output);
        Assert.Equal(report.RootElement.GetProperty("isReady").GetBoolean() ? 0 : 1, code);
        Assert.Equal("namespaces", report.RootElement.GetProperty("sandboxes")[0].GetProperty("name").GetString());
        Assert.NotEmpty(report.RootElement.GetProperty("environments").EnumerateArray());
    }
}
