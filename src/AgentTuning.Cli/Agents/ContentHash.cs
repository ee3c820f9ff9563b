using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentTuning.Cli.Agents;

/// <summary>Tells whether a file, or the files of a folder, are still the same.</summary>
static class ContentHash
{
    const int Digits = 16;
    const int EdgeBytes = 1 << 20;

    /// <summary>
    /// The first 16 hexadecimal digits of a SHA-256 over the name, the length and the content of each file, in the order of the names. Of a file
    /// larger than 64 MiB only the first and the last MiB are read: another checkpoint differs there too.
    /// </summary>
    public static string Of(string path)
    {
        const long LargestWhole = 64L << 20;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[EdgeBytes];
        foreach (var file in FilesOf(path))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var name = Path.GetRelativePath(path, file).Replace('\\', '/');
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}\n{stream.Length}\n")));
            if (stream.Length > LargestWhole)
            {
                hash.AppendData(buffer.AsSpan(0, stream.ReadAtLeast(buffer, EdgeBytes)));
                stream.Position = stream.Length - EdgeBytes;
            }

            for (int read; (read = stream.Read(buffer)) > 0;)
                hash.AppendData(buffer.AsSpan(0, read));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }

    static IEnumerable<string> FilesOf(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : [path];
}
