using System.Collections.Frozen;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>The benchmark's texts, word for word, out of <c>Prompt.md</c>.</summary>
static class HouseholdPrompts
{
    const string Mark = "=== ";

    static readonly FrozenDictionary<string, string> Sections = Read();

    /// <summary>What the agent is assumed to have answered to the instruction.</summary>
    public static string Acknowledgement => Sections["acknowledgement"];

    /// <summary>What the tool of the function-calling edition is for.</summary>
    public static string Tool => Sections["tool"];

    /// <summary>What the tool's argument is.</summary>
    public static string ToolAction => Sections["tool-action"];

    /// <summary>What an agent is told that calls no tool.</summary>
    public static string NoToolCall => Sections["no-tool-call"];

    /// <summary>What an agent is told whose call cannot be read.</summary>
    public static string BadToolCall => Sections["bad-tool-call"];

    /// <summary>The instruction of an edition.</summary>
    public static string Instruction(HouseholdEdition edition) => edition switch
    {
        HouseholdEdition.FunctionCalling => Sections["fc"],
        HouseholdEdition.Listing => Sections["v0.2"] + "\n\n",
        _ => Sections["paper"] + "\n\n",
    };

    static FrozenDictionary<string, string> Read()
    {
        var sections = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var section in $"\n{EmbeddedText.Read("AlfWorld/Prompt.md").TrimEnd('\n')}".Split($"\n{Mark}").Skip(1))
        {
            var end = section.IndexOf('\n', StringComparison.Ordinal);
            sections.Add(section[..end], section[(end + 1)..]);
        }

        return sections.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
