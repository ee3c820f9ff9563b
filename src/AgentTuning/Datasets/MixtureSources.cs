using System.Security.Cryptography;
using AgentTuning.Conversations;

namespace AgentTuning.Datasets;

/// <summary>Makes the sources of a mixture.</summary>
public static class MixtureSources
{
    /// <summary>A file of agent conversations or trajectories. Malformed records are errors.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async Task<MixtureSource> AgentFileAsync(string name, string path, CancellationToken cancellationToken = default) => new()
    {
        Name = name,
        IsAgent = true,
        Origin = Path.GetFileName(path),
        Hash = await HashAsync(path, cancellationToken),
        ReadAsync = (_, token) => ConversationFile.ReadAsync(path, cancellationToken: token),
    };

    /// <summary>A file of general conversations.</summary>
    /// <param name="name">The name in the mixture's record.</param>
    /// <param name="path">The file, in any format that can be read.</param>
    /// <param name="weight">The share among the general sources.</param>
    /// <param name="cleanUp">What to do with conversations from the wild; null leaves them as they are.</param>
    /// <param name="cancellationToken">Stops the hashing.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async Task<MixtureSource> GeneralFileAsync(
        string name, string path, double weight, CleanUpOptions? cleanUp, CancellationToken cancellationToken = default)
    {
        var skipsMalformed = cleanUp is { SkipsMalformed: true };
        return new MixtureSource
        {
            Name = name,
            IsAgent = false,
            Weight = weight,
            Origin = Path.GetFileName(path),
            Hash = await HashAsync(path, cancellationToken),
            CleanUp = cleanUp,
            ReadAsync = (onMalformed, token) => ConversationFile.ReadAsync(path, onMalformed: skipsMalformed ? onMalformed : null, cancellationToken: token),
        };
    }

    /// <summary>Generated general conversations.</summary>
    /// <param name="name">The name in the mixture's record.</param>
    /// <param name="origin">How they are generated, seed and number included, so that they can be made again.</param>
    /// <param name="weight">The share among the general sources.</param>
    /// <param name="conversations">The conversations; finite.</param>
    public static MixtureSource Generated(string name, string origin, double weight, IEnumerable<Conversation> conversations) => new()
    {
        Name = name,
        IsAgent = false,
        Weight = weight,
        Origin = origin,
        ReadAsync = (_, _) => conversations.ToAsyncEnumerable(),
    };

    static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, useAsync: true);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
