using AgentTuning.Environments.AlfWorld.Map;

namespace AgentTuning.Environments.Tests.AlfWorld.Map;

public sealed class HouseholdMapTests
{
    static readonly HouseholdMap Start = HouseholdMap.Empty.After(
        null,
        "-= Welcome to TextWorld, ALFRED! =-\n\nYou are in the middle of a room. Looking quickly around you, you see a desk 1, a drawer 10, a drawer 2, and a safe 1.\n\nYour task is to: put a mug in safe.");

    [Fact]
    public void The_room_is_known_by_name_and_nothing_of_it_is_seen()
    {
        Assert.Equal(["desk 1", "drawer 2", "drawer 10", "safe 1"], Start.Receptacles.Keys);
        Assert.All(Start.Receptacles.Values, seen => Assert.Equal((SeenDoor.Unknown, false), (seen.Door, seen.HasBeenSeen)));
        Assert.Empty(Start.Here);
    }

    [Theory]
    [InlineData("You arrive at desk 1. On the desk 1, you see a mug 2, and a pen 1.")]
    [InlineData("You arrive at loc 12. On the desk 1, you see a mug 2, and a pen 1.")]
    public void Going_somewhere_shows_where_one_is_and_what_is_there(string observation)
    {
        var map = Start.After("go to desk 1", observation);

        Assert.Equal(["desk 1"], map.Here);
        Assert.Equal(["mug 2", "pen 1"], map.Receptacles["desk 1"].Objects);
        Assert.Equal(SeenDoor.None, map.Receptacles["desk 1"].Door);
    }

    [Fact]
    public void What_is_taken_is_in_hand_and_what_is_put_lies_there()
    {
        var map = Start.After("go to desk 1", "You arrive at desk 1. On the desk 1, you see a mug 2.")
            .After("take mug 2 from desk 1", "You pick up the mug 2 from the desk 1.");

        Assert.Equal(["mug 2"], map.Held);
        Assert.Empty(map.Receptacles["desk 1"].Objects);
        foreach (var observation in (string[])["You move the mug 2 to the desk 1.", "You put the mug 2 in/on the desk 1."])
        {
            var after = map.After("move mug 2 to desk 1", observation);
            Assert.Empty(after.Held);
            Assert.Equal(["mug 2"], after.Receptacles["desk 1"].Objects);
        }
    }

    [Fact]
    public void Doors_are_remembered_with_what_was_behind_them()
    {
        var closed = Start.After("go to safe 1", "You arrive at safe 1. The safe 1 is closed.");
        var open = closed.After("open safe 1", "You open the safe 1. The safe 1 is open. In it, you see a cd 1.");
        var again = open.After("close safe 1", "You close the safe 1.");

        Assert.Equal((SeenDoor.Closed, false), (closed.Receptacles["safe 1"].Door, closed.Receptacles["safe 1"].HasBeenSeen));
        Assert.Equal(SeenDoor.Open, open.Receptacles["safe 1"].Door);
        Assert.Equal((SeenDoor.Closed, true), (again.Receptacles["safe 1"].Door, again.Receptacles["safe 1"].HasBeenSeen));
        Assert.Equal(["cd 1"], again.Receptacles["safe 1"].Objects);
    }

    [Fact]
    public void What_was_done_to_things_is_remembered()
    {
        var map = Start.After("heat mug 2 with microwave 1", "You heat the mug 2 using the microwave 1.")
            .After("clean mug 2 with sinkbasin 1", "You clean the mug 2 using the sinkbasin 1.")
            .After("cool mug 2 with fridge 1", "You cool the mug 2 using the fridge 1.")
            .After("slice apple 1 with knife 1", "You sliced the apple 1 with the knife 1.")
            .After("use desklamp 1", "You turn on the desklamp 1.");

        Assert.Equal(["clean", "cold"], map.States["mug 2"]);
        Assert.Equal(["sliced"], map.States["apple 1"]);
        Assert.Equal(["on"], map.States["desklamp 1"]);
    }

    [Fact]
    public void Looking_around_names_all_that_is_at_hand()
    {
        var map = Start.After("look", "You are facing the safe 1, and drawer 2. Next to it, you see nothing.");

        Assert.Equal(["safe 1", "drawer 2"], map.Here);
        Assert.Equal(["mug 2"], map.After("inventory", "You are carrying: a mug 2.").Held);
        Assert.Empty(map.After("inventory", "You are carrying: a mug 2.").After("inventory", "You are not carrying anything.").Held);
    }

    [Fact]
    public void Other_sentences_say_nothing()
    {
        var map = Start.After("examine mug 1", "There's nothing special about mug 1.").After("go to bed 1", "Nothing happens.");

        Assert.Equal(Start.Receptacles, map.Receptacles);
    }
}
