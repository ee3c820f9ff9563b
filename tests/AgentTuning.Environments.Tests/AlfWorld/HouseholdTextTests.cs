using AgentTuning.Environments.AlfWorld;

namespace AgentTuning.Environments.Tests.AlfWorld;

public sealed class HouseholdTextTests
{
    [Theory]
    [InlineData("-= Welcome =-\n\nYou are in a room.\n\nYour task is to: rest.", "You are in a room.\nYour task is to: rest.")]
    [InlineData("no paragraphs", "")]
    public void The_banner_is_left_out_and_paragraphs_become_lines(string observation, string text)
    {
        Assert.Equal(text, HouseholdText.WithoutBanner(observation));
    }

    [Theory]
    [InlineData("You arrive at loc 12. On the desk 1, you see nothing.", "On the desk 1, you see nothing.")]
    [InlineData("You arrive at desk 1. On the desk 1, you see nothing.", "You arrive at desk 1. On the desk 1, you see nothing.")]
    [InlineData("You arrive at loc 12. The safe 1 is open. In it, you see a cd 1.", "The safe 1 is open. In it, you see a cd 1.")]
    [InlineData("You arrive at loc 12.", "ou arrive at loc 12.")] // as the original cuts where there is no ". "
    public void The_number_of_the_place_of_arrival_is_left_out(string observation, string text)
    {
        Assert.Equal(text, HouseholdText.WithoutArrival(observation));
    }

    [Fact]
    public void A_list_of_actions_is_added_and_cut_as_v0_2_does()
    {
        var text = "You see nothing." + HouseholdText.Actions(["help", "look"]);

        Assert.Equal("You see nothing. AVAILABLE ACTIONS: help\nlook\n", text);
        Assert.Equal("You see nothing. ", HouseholdText.WithoutActions(text));
    }
}
