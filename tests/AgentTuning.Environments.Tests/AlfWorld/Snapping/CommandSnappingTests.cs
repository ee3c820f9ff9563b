using AgentTuning.Environments.AlfWorld.Snapping;

namespace AgentTuning.Environments.Tests.AlfWorld.Snapping;

public sealed class CommandSnappingTests
{
    static readonly string[] Commands =
    [
        "examine drawer 3", "go to bed 1", "go to drawer 1", "go to drawer 10", "go to drawer 2", "help", "inventory", "look", "move pen 1 to drawer 3", "open drawer 3",
    ];

    [Theory]
    [InlineData("go to drawer 2", "go to drawer 2")]
    [InlineData("go to drawer 4", "go to drawer 1")] // the first of those that score the same
    [InlineData("put pen 1 in/on drawer 3", "move pen 1 to drawer 3")]
    [InlineData("open the drawer", "open drawer 3")]
    [InlineData("look around", "look")]
    [InlineData("look.", "look.")] // no word agrees
    [InlineData("task succeeded.", "task succeeded.")]
    [InlineData("", "")]
    [InlineData("drawer", "examine drawer 3")]
    public void An_action_becomes_the_nearest_command(string action, string command)
    {
        Assert.Equal(command, CommandSnapping.Snap(action, Commands));
    }

    [Fact]
    public void A_score_of_a_hundredth_is_not_enough()
    {
        var action = $"look {string.Join(' ', Enumerable.Repeat("well", 70))}";

        Assert.Equal(action, CommandSnapping.Snap(action, Commands));
        Assert.Equal("look", CommandSnapping.Snap("look well well well", Commands));
    }

    [Fact]
    public void An_action_as_long_as_a_book_costs_no_time()
    {
        var action = string.Join(' ', Enumerable.Repeat("go to drawer 1", 500_000));

        Assert.Equal(action, CommandSnapping.Snap(action, Commands));
    }

    [Fact]
    public void Without_commands_the_action_stays()
    {
        Assert.Equal("go", CommandSnapping.Snap("go", []));
    }
}
