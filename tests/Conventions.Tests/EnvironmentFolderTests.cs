using System.Xml.Linq;

namespace Conventions.Tests;

public sealed class EnvironmentFolderTests
{
    static readonly string Project = Path.Combine(SourceTree.Root, "src", "AgentTuning.Environments");

    public static TheoryData<string> Folders => [.. Directory.EnumerateDirectories(Project)
        .Where(folder => Directory.EnumerateFiles(folder, "*Definition.cs").Any())
        .Select(folder => Path.GetFileName(folder)!)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void An_environment_folder_has_its_data_sheet_prompt_and_readme(string folder)
    {
        var files = Directory.EnumerateFiles(Path.Combine(Project, folder)).Select(file => Path.GetFileName(file)!).ToArray();

        Assert.Contains($"{folder}Definition.cs", files);
        Assert.Contains($"{folder}Environment.cs", files);
        Assert.Contains("Prompt.md", files);
        Assert.Contains("README.md", files);
    }

    [Fact]
    public void Every_prompt_is_embedded()
    {
        var embedded = XDocument.Load(Path.Combine(Project, "AgentTuning.Environments.csproj")).Descendants("EmbeddedResource")
            .Select(item => (string)item.Attribute("Include")!);

        Assert.Contains("**/*.md", embedded);
    }
}
