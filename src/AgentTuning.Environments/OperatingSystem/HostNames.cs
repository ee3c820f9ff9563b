using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentTuning.Environments.OperatingSystem;

/// <summary>Names for machines as Docker gives them: twelve hexadecimal digits.</summary>
static class HostNames
{
    const int Digits = 12;

    /// <summary>The name for a task's seed, the same everywhere.</summary>
    public static string For(int seed) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"host\n{seed}"))))[..Digits];
}
