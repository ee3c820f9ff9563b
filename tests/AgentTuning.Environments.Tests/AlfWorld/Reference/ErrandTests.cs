using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Reference;

namespace AgentTuning.Environments.Tests.AlfWorld.Reference;

public sealed class ErrandTests
{
    [Theory]
    [InlineData("put a mug in desk.", HouseholdTaskType.PickAndPlace, "mug", "desk")]
    [InlineData("put some spraybottle on toilet", HouseholdTaskType.PickAndPlace, "spraybottle", "toilet")]
    [InlineData("find some apple and put it in sidetable.", HouseholdTaskType.PickAndPlace, "apple", "sidetable")]
    [InlineData("look at statue under the desklamp.", HouseholdTaskType.LookInLight, "statue", "desklamp")]
    [InlineData("examine the book with the desklamp.", HouseholdTaskType.LookInLight, "book", "desklamp")]
    [InlineData("put a clean soapbar in cabinet.", HouseholdTaskType.CleanAndPlace, "soapbar", "cabinet")]
    [InlineData("clean some lettuce and put it in fridge.", HouseholdTaskType.CleanAndPlace, "lettuce", "fridge")]
    [InlineData("put a hot apple in fridge.", HouseholdTaskType.HeatAndPlace, "apple", "fridge")]
    [InlineData("heat some egg and put it in garbagecan.", HouseholdTaskType.HeatAndPlace, "egg", "garbagecan")]
    [InlineData("put a cool pan in stoveburner.", HouseholdTaskType.CoolAndPlace, "pan", "stoveburner")]
    [InlineData("cool some pan and put it in stoveburner.", HouseholdTaskType.CoolAndPlace, "pan", "stoveburner")]
    [InlineData("put two cellphone in sofa.", HouseholdTaskType.PickTwoAndPlace, "cellphone", "sofa")]
    [InlineData("find two pen and put them in drawer.", HouseholdTaskType.PickTwoAndPlace, "pen", "drawer")]
    public void A_sentence_says_what_where_and_how(string sentence, HouseholdTaskType type, string wanted, string place) =>
        Assert.Equal(new Errand(type, wanted, place), Errand.Read(sentence));
}
