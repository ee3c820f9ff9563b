using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using AgentTuning.Reports;

namespace AgentTuning.Tests.Reports;

public sealed partial class HtmlReportTests
{
    public static TheoryData<string> Names => ["usual", "hostile", "empty", "single", "crowded"];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_is_well_formed(string name)
    {
        var page = Parse(Html(name));

        Assert.Equal("html", page.Root!.Name.LocalName);
        Assert.NotEqual("", page.Descendants("h1").Single().Value);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_refers_to_nothing_outside_and_runs_nothing(string name)
    {
        var page = Parse(Html(name));

        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object" or "a");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute =>
            attribute.Name.LocalName is "src" or "href" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("http", page.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page.Descendants("style").Single().Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("usual")]
    [InlineData("empty")]
    [InlineData("single")]
    [InlineData("crowded")]
    public void No_address_stands_in_a_page_whose_texts_have_none(string name) =>
        Assert.DoesNotContain("http", Html(name), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [MemberData(nameof(Names))]
    public void Browsers_read_no_element_that_has_content_as_an_empty_one(string name)
    {
        var selfClosed = SelfClosed().Matches(Html(name)).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);

        Assert.Empty(selfClosed.Except(["meta", "line", "circle", "polyline"]));
    }

    [Fact]
    public void Hostile_texts_are_shown_as_text()
    {
        var html = Html("hostile");
        var page = Parse(html);

        Assert.Equal("</title><script>alert(1)</script>", page.Descendants("title").Single().Value);
        Assert.Equal("<img src=x onerror=alert(1)> & \"quotes\"", page.Descendants("p").First().Value);
        Assert.Contains("</pre><script>alert('x')</script>␀␛]0;title␇\uFFFD \uFFFDevil\uFFFD http://example.org/x.png", page.Descendants("pre").Select(pre => pre.Value));
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The score on database went from 0.4 % to 63.5 % (+63.1 points, n = 300).")]
    [InlineData("The score on general went from 58.2 % to 57.0 % (−1.2 points, n = 400).")]
    [InlineData("62.5")]
    [InlineData("2,290 of 3,000 trajectories kept (76.3 %), 710 dropped.")]
    [InlineData("reward-too-low (reward)")]
    [InlineData("11,450 examples with 14,321 supervised turns, drawn with seed 1. Agent share η: 0.2 asked for, 0.201 realised.")]
    [InlineData("3 min 27 s")]
    [InlineData("agenttuning mix runs/quickstart/filter/kept.jsonl --eta 0.2 --seed 1 --output runs/quickstart/mix")]
    [InlineData("INSERT INTO `Crew List` (`name`, `age`) VALUES ('Ana Voss', 34)")]
    [InlineData("Solved after tuning only")]
    public void The_figures_and_texts_stand_on_the_page(string text) =>
        Assert.Contains(text, Parse(Html("usual")).Root!.Value, StringComparison.Ordinal);

    [Fact]
    public void The_finding_names_every_environment_and_general_ability_last()
    {
        var scores = SampleReports.Usual.Scores;
        var content = SampleReports.Usual with { Scores = [scores[1], scores[0], scores[0] with { Environment = "kg" }] };
        using var writer = new StringWriter();

        HtmlReport.Write(content, writer);

        Assert.Equal(
            "The score on database went from 0.4 % to 63.5 % (+63.1 points, n = 300). The score on kg went from 0.4 % to 63.5 % (+63.1 points, n = 300). "
            + "The score on general went from 58.2 % to 57.0 % (−1.2 points, n = 400).",
            Parse(writer.ToString()).Descendants("p").First().Value);
    }

    [Fact]
    public void A_whisker_spans_the_interval_and_the_dot_sits_on_the_score()
    {
        var row = Parse(Html("single")).Descendants("svg").First();

        var whisker = row.Elements("line").First(line => line.Attribute("class")!.Value == "whisker s0");

        // 10 + 340 times 0.31, 0.53 and 0.42
        Assert.Equal("115.4", whisker.Attribute("x1")!.Value);
        Assert.Equal("190.2", whisker.Attribute("x2")!.Value);
        Assert.Equal("152.8", row.Elements("circle").Single().Attribute("cx")!.Value);
    }

    [Fact]
    public void What_both_models_saw_before_their_first_reply_is_written_once()
    {
        var example = Parse(Html("usual")).Descendants("article").First();

        Assert.Equal(4, example.Elements("div").Count(block => block.Attribute("class")!.Value.StartsWith("turn", StringComparison.Ordinal)));
        Assert.Single(example.Descendants("pre"), pre => pre.Value.StartsWith("Add Ana Voss", StringComparison.Ordinal));
    }

    [Fact]
    public void Supervised_turns_are_marked_and_canned_ones_are_not()
    {
        var classes = Parse(Html("usual")).Descendants("article").First().Descendants("div")
            .Select(block => block.Attribute("class")!.Value).Where(style => style.Contains("assistant", StringComparison.Ordinal));

        Assert.Equal(["turn assistant", "turn assistant loss", "turn assistant loss", "turn assistant loss"], classes);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var page = Parse(Html("empty"));

        Assert.Equal(
            "Not in the run folder, hence not in this report: scores, trajectories to read, collection, filtering, mixture, training, commands and options.",
            page.Descendants("p").Last().Value);
        Assert.Equal("Nothing has been measured yet.", page.Descendants("p").First().Value);
    }

    [Fact]
    public void A_long_trajectory_is_cut_and_says_so()
    {
        var text = Parse(Html("crowded")).Root!.Value;

        Assert.Contains("… and 36 turns more.", text, StringComparison.Ordinal);
        Assert.Contains("… 5,000 more characters", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes() => Assert.Equal(Html("usual"), Html("usual"));

    static string Html(string name)
    {
        using var writer = new StringWriter();
        HtmlReport.Write(
            name switch
            {
                "usual" => SampleReports.Usual,
                "hostile" => SampleReports.Hostile,
                "empty" => SampleReports.Empty,
                "single" => SampleReports.Single,
                _ => SampleReports.Crowded,
            },
            writer);
        return writer.ToString();
    }

    static XDocument Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    [GeneratedRegex(@"<(?<name>[a-z0-9]+)[^<>]*/>")]
    private static partial Regex SelfClosed();
}
