using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentTuning.Episodes;

/// <summary>The seed of one episode, the same on every machine and in every version.</summary>
public static class EpisodeSeed
{
    /// <summary>
    /// The first four bytes (little endian, sign bit cleared) of the SHA-256 of <c>run seed, line feed, task id, line feed, attempt</c> in UTF-8.
    /// </summary>
    public static int Derive(int runSeed, string taskId, int attempt)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{runSeed}\n{taskId}\n{attempt}");
        return BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) & int.MaxValue;
    }
}
