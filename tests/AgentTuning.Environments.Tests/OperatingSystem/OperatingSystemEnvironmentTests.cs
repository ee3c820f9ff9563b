using System.Collections.Immutable;
using AgentTuning.Conversations;
using AgentTuning.Environments.OperatingSystem;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.OperatingSystem;

public sealed class OperatingSystemEnvironmentTests
{
    static readonly OperatingSystemTask CheckOnly = new()
    {
        Description = "Make /srv/done.",
        Init = [TaskScript.Bash("mkdir -p /srv/given; cd nowhere; exit 3")],
        Start = TaskScript.Bash("cd /srv"),
        Checks = [TaskScript.Bash("[ -d /srv/done ] && [ \"$1\" = None ]")],
    };

    [Fact]
    public async Task The_shell_keeps_its_state_and_the_machine_has_its_name()
    {
        await using var world = await ResetAsync(CheckOnly);

        Assert.Equal("The output of the OS:\n\n/srv\r\ngiven\r\n\e]0;root@1c9a2e1b2b6e: /srv\aroot@1c9a2e1b2b6e:/srv# ".Replace("1c9a2e1b2b6e", HostNames.For(7), StringComparison.Ordinal), await BashAsync(world, "pwd; ls"));
        await BashAsync(world, "x=5; cd /tmp");
        Assert.StartsWith("The output of the OS:\n\n5 /tmp\r\n", await BashAsync(world, "echo $x $PWD"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_judged_in_the_machine_as_it_was_left()
    {
        await using var world = await ResetAsync(CheckOnly);
        await BashAsync(world, "mkdir done");

        var step = await world.StepAsync(Turn.Assistant("Act: finish"), TestContext.Current.CancellationToken);
        var grade = await world.GradeAsync(TestContext.Current.CancellationToken);

        Assert.Equal(EpisodeEnding.Completed, step.Ending);
        Assert.Equal(1, grade.Reward);
        Assert.Equal(2, grade.Metrics["rounds"]);
        Assert.Equal(0, grade.Metrics[Grade.InvalidReplies]);
    }

    [Theory]
    [InlineData("paper", 1)]
    [InlineData("v0.2", 0)]
    public async Task The_eighth_command_runs_and_ends_the_episode(string profile, double reward)
    {
        await using var world = await ResetAsync(CheckOnly with { Init = [TaskScript.Bash("mkdir -p /srv/given")] }, profile);
        for (var round = 1; round < 8; round++)
            await BashAsync(world, "true");

        var step = await world.StepAsync(Turn.Assistant("Act: bash\n```bash\nmkdir /srv/done\n```"), TestContext.Current.CancellationToken);

        Assert.Equal(EpisodeEnding.TurnLimit, step.Ending);
        Assert.Equal(reward, (await world.GradeAsync(TestContext.Current.CancellationToken)).Reward);
    }

    [Fact]
    public async Task A_reply_without_an_action_ends_the_episode_and_is_counted()
    {
        await using var world = await ResetAsync(CheckOnly);

        var step = await world.StepAsync(Turn.Assistant("I cannot help with that."), TestContext.Current.CancellationToken);

        Assert.Equal(EpisodeEnding.InvalidAction, step.Ending);
        Assert.Equal(1, (await world.GradeAsync(TestContext.Current.CancellationToken)).Metrics[Grade.InvalidReplies]);
    }

    [Fact]
    public async Task Later_editions_show_no_escape_codes_and_want_init_to_succeed()
    {
        await using var world = await ResetAsync(CheckOnly with { Init = [] }, "v0.2");

        Assert.Equal("The output of the OS:\n\n/srv\r\n", await BashAsync(world, "pwd"));
        Assert.Equal("The output of the OS is empty.", await BashAsync(world, "true"));
        var exception = await Assert.ThrowsAsync<EnvironmentException>(() => ResetAsync(CheckOnly, "v0.2"));
        Assert.Contains("init script 0 ended with exit code 3", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit")]
    [InlineData("kill -9 $$")]
    [InlineData("exec true")]
    public async Task A_shell_that_is_gone_says_nothing_and_the_machine_is_still_judged(string command)
    {
        await using var world = await ResetAsync(CheckOnly);
        await BashAsync(world, "mkdir done");
        await BashAsync(world, command);

        Assert.Equal("The output of the OS is empty.", await BashAsync(world, "ls"));
        await world.StepAsync(Turn.Assistant("Act: finish"), TestContext.Current.CancellationToken);
        Assert.Equal(1, (await world.GradeAsync(TestContext.Current.CancellationToken)).Reward);
    }

    [Theory]
    [InlineData("head -c 100000 /dev/urandom")]
    [InlineData("seq 1000000")]
    [InlineData("printf '\\e]0;x@y\\a# \\e[?2004l\\e[?2004h'")]
    [InlineData("python3")]
    [InlineData("cat > /dev/full")]
    [InlineData("\0\u0003\u0004\u001b[A")]
    public async Task Whatever_a_command_prints_or_waits_for_is_an_observation(string command)
    {
        await using var world = await ResetAsync(CheckOnly);

        var first = await BashAsync(world, command);
        var second = await BashAsync(world, "echo on");

        Assert.InRange(first.Length, 1, 900);
        Assert.InRange(second.Length, 1, 900);
        Assert.Equal(0, (await world.GradeAsync(TestContext.Current.CancellationToken)).Reward);
    }

    [Theory]
    [InlineData("sleep 60")]
    [InlineData("yes")]
    [InlineData("kill -9 $$")]
    [InlineData("exec 1>&-; exit 1")]
    public async Task A_check_that_hangs_floods_or_dies_fails(string check)
    {
        await using var world = await ResetAsync(CheckOnly with { Checks = [TaskScript.Bash(check)] }, scriptSeconds: 3);
        await world.StepAsync(Turn.Assistant("Act: finish"), TestContext.Current.CancellationToken);

        Assert.Equal(0, (await world.GradeAsync(TestContext.Current.CancellationToken)).Reward);
    }

    [Theory]
    [InlineData(ScriptLanguage.C, "#include <stdio.h>\nint main(int n, char **v) { return n == 2 && v[1][0] == '7' ? 0 : 1; }")]
    [InlineData(ScriptLanguage.Cpp, "#include <string>\nint main(int n, char **v) { return std::string(v[1]) == \"7\" ? 0 : 1; }")]
    [InlineData(ScriptLanguage.Python, "import sys\nsys.exit(0 if sys.argv[1:] == ['7'] else 1)")]
    [InlineData(ScriptLanguage.Bash, "[ $# = 1 ] && [ \"$1\" = 7 ]")]
    public async Task A_check_may_be_in_every_language(ScriptLanguage language, string code)
    {
        await using var world = await ResetAsync(CheckOnly with { Checks = [new TaskScript { Language = language, Code = code }] });
        await world.StepAsync(Turn.Assistant("Act: answer(7)"), TestContext.Current.CancellationToken);

        Assert.Equal(1, (await world.GradeAsync(TestContext.Current.CancellationToken)).Reward);
    }

    [Fact]
    public async Task A_task_that_cannot_be_set_is_the_environments_fault()
    {
        var exception = await Assert.ThrowsAsync<EnvironmentException>(() => ResetAsync(CheckOnly with { Image = "no-such-image" }));

        Assert.Contains("Task os/test/1 cannot be set: There is no image 'no-such-image'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("profile", "best", "expected paper, v0.2 or function-calling")]
    [InlineData("script-seconds", "0", "expected a number from 0.1 to 3600")]
    [InlineData("colour", "red", "has no setting 'colour'; it has command-seconds")]
    public void A_setting_that_is_wrong_is_named(string name, string value, string fault)
    {
        var options = new EnvironmentOptions { Settings = ImmutableSortedDictionary<string, string>.Empty.Add(name, value) };

        Assert.Contains(fault, Assert.Throws<ArgumentException>(() => OperatingSystemSettings.From(options)).Message, StringComparison.Ordinal);
    }

    static async Task<IEnvironment> ResetAsync(OperatingSystemTask task, string profile = "paper", int scriptSeconds = 60)
    {
        var settings = ImmutableSortedDictionary<string, string>.Empty.Add("profile", profile).Add("silence-seconds", "1").Add("command-seconds", "3")
            .Add("script-seconds", FormattableString.Invariant($"{scriptSeconds}"));
        var host = await Machines.OpenAsync(new EnvironmentOptions { Settings = settings });
        var world = new OwnedWorld(host, await host.OpenAsync(TestContext.Current.CancellationToken));
        try
        {
            await world.ResetAsync(
                new AgentTask { Environment = "os", Id = "os/test/1", Split = TaskSplit.Test, Seed = 7, Data = task.ToJson() }, TestContext.Current.CancellationToken);
            return world;
        }
        catch (EnvironmentException)
        {
            await world.DisposeAsync();
            throw;
        }
    }

    static async Task<string> BashAsync(IEnvironment world, string command)
    {
        var step = await world.StepAsync(Turn.Assistant($"Think: I try.\n\nAct: bash\n\n```bash\n{command}\n```"), TestContext.Current.CancellationToken);
        return Assert.Single(step.Observation!.Turns).Text;
    }
}
