using AgentTuning.Environments.Sandboxes.Docker;

namespace AgentTuning.Environments.Tests.Sandboxes.Docker;

public sealed class DockerOwnerTests
{
    static readonly DockerOwner Here = DockerOwner.Current;

    [Fact]
    public void This_process_and_another_that_runs_are_there()
    {
        Assert.False(Here.IsGone(Here));
        Assert.False(DockerOwner.Of(1).IsGone(Here));
    }

    [Fact]
    public void A_process_that_ended_is_gone_even_if_its_number_came_again()
    {
        Assert.True((Here with { ProcessId = int.MaxValue }).IsGone(Here));
        Assert.True((Here with { Started = "1" }).IsGone(Here));
    }

    [Fact]
    public void A_process_before_the_last_start_of_the_machine_is_gone() => Assert.True((Here with { Boot = "another-boot " + Here.Boot.Split(' ')[1] }).IsGone(Here));

    [Fact]
    public void Nobody_knows_about_processes_of_other_machines_and_of_other_namespaces()
    {
        Assert.False((Here with { Machine = "another", ProcessId = int.MaxValue }).IsGone(Here));
        Assert.False((Here with { Boot = Here.Boot.Split(' ')[0] + " pid:[1]", ProcessId = int.MaxValue }).IsGone(Here));
    }

    [Fact]
    public void Labels_name_an_owner_and_come_back_as_it()
    {
        var owner = new DockerOwner("machine", "boot pid:[7]", 4711, "123456");

        Assert.Equal(owner, DockerOwner.FromLabels(owner.ToLabels()));
        Assert.Null(DockerOwner.FromLabels(new Dictionary<string, string> { ["agenttuning.machine"] = "machine" }));
    }
}
