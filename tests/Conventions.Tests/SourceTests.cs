using System.Text.RegularExpressions;

namespace Conventions.Tests;

public sealed partial class SourceTests
{
    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        var tooLong = SourceTree.Sources.Select(file => (file, lines: File.ReadLines(file).Count())).Where(pair => pair.lines > 400);

        Assert.Empty(tooLong.Select(pair => $"{SourceTree.Relative(pair.file)}: {pair.lines} lines"));
    }

    [Fact]
    public void No_file_or_folder_has_a_vague_name()
    {
        var names = SourceTree.Sources
            .SelectMany(file => SourceTree.Relative(file).Split('/').Skip(1))
            .Select(name => name.EndsWith(".cs", StringComparison.Ordinal) ? name[..^3] : name)
            .Distinct(StringComparer.Ordinal);

        Assert.DoesNotContain(names, name => VagueName().IsMatch(name));
    }

    [Fact]
    public void There_are_no_regions()
    {
        Assert.Empty(Lines().Where(line => line.Text.TrimStart().StartsWith("#region", StringComparison.Ordinal)).Select(line => line.Place));
    }

    [Fact]
    public void Warnings_are_switched_off_at_most_ten_times_and_each_time_with_a_reason()
    {
        var switches = Lines().Where(line => line.Text.TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal)).ToArray();

        Assert.True(switches.Length <= 10, $"{switches.Length} switches: {string.Join(", ", switches.Select(line => line.Place))}");
        Assert.Empty(switches.Where(line => !line.Text.Contains("//", StringComparison.Ordinal)).Select(line => line.Place));
    }

    [Fact]
    public void Every_test_method_is_named_as_a_sentence()
    {
        var names = SourceTree.Sources
            .Where(file => SourceTree.Relative(file).StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value));

        Assert.DoesNotContain(names, name => !name.Contains('_', StringComparison.Ordinal));
    }

    static IEnumerable<(string Text, string Place)> Lines() =>
        SourceTree.Sources.SelectMany(file => File.ReadLines(file).Select((text, i) => (text, $"{SourceTree.Relative(file)}:{i + 1}")));

    [GeneratedRegex("(Utils?|Utilities|Helpers?|Common|Misc|Managers?|Service|Processor|Handler|Info|Data|Impl|Base)$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"\[(Fact|Theory|Property)\b[^\]]*\][^{;]*?\b(?:void|Task|ValueTask|bool|Property)\s+(?<name>\w+)\s*\(")]
    private static partial Regex TestMethod();
}
