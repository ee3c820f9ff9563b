using AgentTuning.Environments.OperatingSystem.Reference;

namespace AgentTuning.Environments.Tests.OperatingSystem.Reference;

public sealed class CommandOutlineTests
{
    [Fact]
    public void A_pipe_is_read_into_its_stages()
    {
        var outline = CommandOutline.Read("find /srv/maple -type f -name '*.log' | wc -l");

        Assert.Equal("find", outline.Program);
        Assert.Equal(["/srv/maple"], outline.Paths);
        Assert.Equal(["find /srv/maple -type f -name '*.log'", "wc -l"], outline.Stages);
        Assert.Equal("*.log", outline.After("-name"));
    }

    [Fact]
    public void Parts_are_split_outside_of_quotes_and_before_blocks_only()
    {
        Assert.Equal(["mkdir -p /a/b", "mv /a/*.txt /a/b/"], CommandOutline.Read("mkdir -p /a/b && mv /a/*.txt /a/b/").Parts);
        Assert.Equal(["cd /a", "for f in *; do x && y; done"], CommandOutline.Read("cd /a && for f in *; do x && y; done").Parts);
        Assert.Equal(["su - u -c \"a && b\""], CommandOutline.Read("su - u -c \"a && b\"").Parts);
        Assert.Equal(["a || b"], CommandOutline.Read("a || b").Stages);
    }

    [Fact]
    public void A_change_of_folder_is_not_the_program() =>
        Assert.Equal("zip", CommandOutline.Read("cd /srv/x && zip -q -r /srv/y.zip .").Program);

    [Theory]
    [InlineData("")]
    [InlineData("'")]
    [InlineData("\\")]
    [InlineData("&& | && ||| \" ' $( {")]
    public void Every_text_gives_an_outline(string code) => Assert.NotNull(CommandOutline.Read(code));
}
