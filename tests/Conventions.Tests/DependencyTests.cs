using System.Xml.Linq;

namespace Conventions.Tests;

public sealed class DependencyTests
{
    static readonly Dictionary<string, string[]> Star = new(StringComparer.Ordinal)
    {
        ["AgentTuning"] = [],
        ["AgentTuning.Environments"] = ["AgentTuning"],
        ["AgentTuning.Llama"] = ["AgentTuning"],
        ["AgentTuning.Cli"] = ["AgentTuning", "AgentTuning.Environments", "AgentTuning.Llama"],
    };

    [Fact]
    public void Projects_refer_to_one_another_only_as_the_architecture_draws_it()
    {
        foreach (var project in SourceTree.Files("*.csproj").Where(file => SourceTree.Relative(file).StartsWith("src/", StringComparison.Ordinal)))
        {
            var references = XDocument.Load(project).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))
                .Order(StringComparer.Ordinal);

            Assert.Equal(Star[Path.GetFileNameWithoutExtension(project)], references);
        }
    }

    [Theory]
    [InlineData("TorchSharp", "AgentTuning.Llama")]
    [InlineData("Microsoft.Playwright", "AgentTuning.Browser")]
    [InlineData("Orleans", "AgentTuning.Cluster")]
    public void A_heavy_dependency_is_named_by_its_own_project_only(string dependency, string owner)
    {
        var strangers = SourceTree.Sources
            .Where(file => !SourceTree.Relative(file).Contains(owner, StringComparison.Ordinal))
            .Where(file => !SourceTree.Relative(file).StartsWith("bench/", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Any(line => line.StartsWith($"using {dependency}", StringComparison.Ordinal)));

        Assert.Empty(strangers.Select(SourceTree.Relative));
    }
}
