using System.Security.Cryptography;
using System.Text;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Storage;

/// <summary>Tells whether files are those that an index was built from: at a glance by sizes and times, for certain by a hash.</summary>
/// <param name="Glance">Sizes and times of writing.</param>
/// <param name="Hash">SHA-256 over the files, in hexadecimal.</param>
sealed record SourceStamp(string Glance, string Hash)
{
    /// <summary>The sizes and times of files.</summary>
    public static string GlanceAt(OfficialFiles files, int? limit) => string.Join(
        ' ',
        Paths(files).Select(path => new FileInfo(path)).Select(file => FormattableString.Invariant($"{file.Length}@{file.LastWriteTimeUtc.Ticks}")).Append(FormattableString.Invariant($"{limit ?? 0}")));

    /// <summary>Reads all files.</summary>
    public static async Task<string> HashAsync(OfficialFiles files, int? limit, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Paths(files))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
            hash.AppendData(await SHA256.HashDataAsync(stream, cancellationToken));
        }

        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{limit ?? 0}")));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static IEnumerable<string> Paths(OfficialFiles files) => files.Instructions is { } instructions ? [files.Products, files.Attributes, instructions] : [files.Products, files.Attributes];
}
