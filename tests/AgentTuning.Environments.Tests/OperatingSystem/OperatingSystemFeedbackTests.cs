using AgentTuning.Environments.OperatingSystem;

namespace AgentTuning.Environments.Tests.OperatingSystem;

public sealed class OperatingSystemFeedbackTests
{
    const string Head = "The output of the OS:\n\n";
    const string Cut = "\n[truncated because the output is too long]";

    [Fact]
    public void No_output_is_said_in_words() => Assert.Equal("The output of the OS is empty.", OperatingSystemFeedback.Print(""));

    [Fact]
    public void Of_more_than_800_characters_780_are_shown()
    {
        Assert.Equal(Head + new string('x', 800), OperatingSystemFeedback.Print(new string('x', 800)));
        Assert.Equal(Head + new string('x', 780) + Cut, OperatingSystemFeedback.Print(new string('x', 801)));
    }

    [Fact]
    public void A_character_outside_the_first_plane_counts_once()
    {
        Assert.Equal(Head + string.Concat(Enumerable.Repeat("😀", 800)), OperatingSystemFeedback.Print(string.Concat(Enumerable.Repeat("😀", 800))));
        Assert.Equal(Head + string.Concat(Enumerable.Repeat("😀", 780)) + Cut, OperatingSystemFeedback.Print(string.Concat(Enumerable.Repeat("😀", 801))));
    }
}
