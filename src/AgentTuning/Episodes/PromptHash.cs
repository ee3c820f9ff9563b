using System.Security.Cryptography;
using System.Text;
using AgentTuning.Environments;

namespace AgentTuning.Episodes;

/// <summary>Names the text that all episodes of an environment share, so that results of different prompts are told apart.</summary>
public static class PromptHash
{
    const int Digits = 16;

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of system prompt, line feed and instruction in UTF-8.</summary>
    public static string Of(EnvironmentDefinition definition)
    {
        var text = $"{definition.SystemPrompt}\n{definition.Prompt}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
    }
}
