using AgentTuning.Environments.WebShop.Scoring;

namespace AgentTuning.Environments.Tests.WebShop.Scoring;

public sealed class TitleNounsTests
{
    static readonly TitleNouns Nouns = new();

    [Theory]
    [InlineData("Stainless Steel Water Bottle for the Kids, 32oz", "stainless steel water bottle kids")]
    [InlineData("soft cotton towel with 2 handles", "cotton towel handles")]
    [InlineData("USB-C Cable 6ft", "usb c cable")]
    public void Words_that_look_like_nouns_count(string title, string expected) => Assert.Equal(expected, string.Join(' ', Nouns.Nouns("", title)));

    // Expected values are those of the original's tests with its statistical tagger; the looks of words come near them.
    [Theory]
    [InlineData("Mens D.O.N. Issue 2 Gca Basketball Sneakers Shoes Casual - Off White",
        "PEAK High Top Mens Basketball Shoes Lou Williams Streetball Master Breathable Non Slip Outdoor Sneakers", 0.333, 0.12)]
    [InlineData("Saireed UL Listed 2 Prong Power Cord for JBL Bar 3.1 Bar 2.1 Channel 4K Ultra HD Soundbar Home Theater System Subwoofer",
        "BRST AC Power Cord Outlet Socket Cable Plug Lead for Panasonic SC-HT830V DVD/VCR Combo Home Theater System", 0.3, 0.06)]
    [InlineData("Saireed UL Listed 2 Prong Power Cord for JBL Bar 3.1 Bar 2.1 Channel 4K Ultra HD Soundbar",
        "BRST AC Power Cord Outlet Socket Cable Plug Lead for Panasonic SC-HT830V DVD/VCR Combo Home Theater System", 0.15, 0.05)]
    [InlineData("Rusticware 921ORB Kitchen and Bath Cabinet Knob",
        "Minkissy 2pcs Stainless Steel Eyebrow Tweezers Blackhead Acne Remover Portable Makeup Tweezers (Silver)", 0, 0.05)]
    public void Shares_of_nouns_come_near_those_of_the_original(string goal, string bought, double expected, double tolerance)
    {
        var wanted = Nouns.Nouns("", goal);

        Assert.Equal(expected, (double)wanted.Intersect(Nouns.Nouns("", bought)).Count() / wanted.Count, tolerance);
    }

    [Fact]
    public async Task A_file_of_nouns_goes_before_the_looks_of_words()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, """{"B1":["Lamp","lamp"]}""", TestContext.Current.CancellationToken);
            var nouns = await NounFile.ReadAsync(path, Nouns, TestContext.Current.CancellationToken);

            Assert.Equal(["lamp", "lamp"], nouns.Nouns("B1", "Brass Lamp"));
            Assert.Equal(["brass", "lamp"], nouns.Nouns("B2", "Brass Lamp"));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
