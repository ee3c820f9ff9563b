using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace AgentTuning.Hub;

/// <summary>Brings one file: goes on where an earlier try stopped, and checks size and hash before it counts.</summary>
/// <param name="requests">Asks.</param>
/// <param name="cache">Keeps.</param>
/// <param name="name">The model.</param>
sealed class HubDownload(HubRequests requests, HubCache cache, HubName name)
{
    const int BufferLength = 1 << 17;
    const int MostTriesWithoutBytes = 5;

    static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    /// <summary>Brings a file into the cache.</summary>
    /// <param name="commit">Whose file.</param>
    /// <param name="file">As the hub lists it.</param>
    /// <param name="report">Is told how many bytes are here.</param>
    /// <param name="cancellationToken">Stops; what came stays for the next time.</param>
    /// <returns>The hash under which it lies.</returns>
    /// <exception cref="HubException">It cannot be had, or is not what the hub says it is.</exception>
    public async Task<string> BringAsync(string commit, HubFile file, Action<long> report, CancellationToken cancellationToken)
    {
        if (file.Hash is { } known && File.Exists(cache.Blob(known))) return known;
        var address = $"{name.Repository}/resolve/{commit}/{string.Join('/', file.Name.Split('/').Select(Uri.EscapeDataString))}";
        var incomplete = cache.Incomplete(file.Hash ?? $"{commit}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Name)))[..16]}");
        Directory.CreateDirectory(Path.GetDirectoryName(incomplete)!);
        var hash = await FillAsync(address, file, incomplete, report, cancellationToken);
        File.Move(incomplete, cache.Blob(hash), overwrite: true);
        return hash;
    }

    // Until all bytes are there and right.
    async Task<string> FillAsync(string address, HubFile file, string incomplete, Action<long> report, CancellationToken cancellationToken)
    {
        await using var stream = Open(incomplete);
        for (int tries = 1, faults = 0; ;)
        {
            var before = stream.Length;
            var (found, isWhole) = await AppendAsync(address, file, stream, report, cancellationToken);
            if (isWhole && await IsRightAsync(stream, found, cancellationToken))
            {
                await stream.FlushAsync(cancellationToken);
                RandomAccess.FlushToDisk(stream.SafeFileHandle);
                return found.Hash!;
            }
            if (isWhole)
            {
                stream.SetLength(0);
                if (++faults == 2)
                    throw new HubException($"{file.Name} of {name} came twice with another content than its hash {found.Hash} says. Is a proxy changing it?");
                continue;
            }
            tries = stream.Length > before ? 1 : tries + 1;
            if (tries > MostTriesWithoutBytes)
                throw new HubException($"{file.Name} of {name} breaks off after {stream.Length} bytes again and again. Check the network; the same command goes on from there.");
            await requests.WaitAsync(tries, null, cancellationToken);
        }
    }

    FileStream Open(string incomplete)
    {
        try
        {
            return new FileStream(incomplete, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, useAsync: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubException($"{incomplete} cannot be written: {e.Message} Does another process download {name} at the same time?", e);
        }
    }

    // What the file is by list and answer, and whether as many bytes as it has are there.
    async Task<(HubFile Found, bool IsWhole)> AppendAsync(
        string address, HubFile file, FileStream stream, Action<long> report, CancellationToken cancellationToken)
    {
        if (file is { Size: { } length, Hash: not null } && stream.Length >= length) return Checked(file, stream);
        var response = await requests.GetAsync(address, name, stream.Length, cancellationToken);
        using var message = response.Message;
        var isPart = message.StatusCode == HttpStatusCode.PartialContent && message.Content.Headers.ContentRange?.From == stream.Length;
        if (!isPart) stream.SetLength(0); // the whole file comes, or the server has fewer bytes
        if (message.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable) return (file, false);
        var rest = message.Content.Headers.ContentRange?.Length ?? (message.Content.Headers.ContentLength is { } left ? left + stream.Length : null);
        var found = file with { Size = file.Size ?? response.Size ?? rest, Hash = file.Hash ?? response.Hash };
        Require(found, response, rest);
        try
        {
            await using var content = await message.Content.ReadAsStreamAsync(cancellationToken);
            await CopyAsync(content, stream, found.Size!.Value, report, cancellationToken);
        }
        catch (Exception e) when (IsCut(e, cancellationToken))
        {
            return (found, false); // what came is there
        }
        return Checked(found, stream);
    }

    void Require(HubFile found, HubResponse response, long? announced)
    {
        if (!HubPath.IsHash(found.Hash))
            throw new HubException($"The server names no hash for {found.Name} of {name}, so it could not be checked. Is HF_ENDPOINT a hub?");
        if (HubPath.IsHash(response.Hash) && response.Hash != found.Hash)
            throw new HubException($"The list of {name} has {found.Name} with the hash {found.Hash}, and the file comes with {response.Hash}. Try again later.");
        if (found.Size is not { } size)
            throw new HubException($"The server names no size for {found.Name} of {name}. Is HF_ENDPOINT a hub?");
        if (announced is { } bytes && bytes != size)
            throw new HubException($"{found.Name} of {name} comes with {bytes} bytes, expected {size} by the hub's list. Try again later.");
    }

    // A connection that breaks, or says nothing for a while.
    static bool IsCut(Exception e, CancellationToken cancellationToken) =>
        e is HttpIOException or HttpRequestException || (e is IOException && e.InnerException is System.Net.Sockets.SocketException)
        || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    static (HubFile Found, bool IsWhole) Checked(HubFile file, FileStream stream) => (file, stream.Length >= file.Size);

    static async Task CopyAsync(Stream content, FileStream stream, long size, Action<long> report, CancellationToken cancellationToken)
    {
        stream.Position = stream.Length;
        var buffer = new byte[BufferLength];
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (true)
        {
            silence.CancelAfter(LongestSilence);
            var count = await content.ReadAsync(buffer, silence.Token);
            if (count == 0) return;
            await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            report(stream.Length);
            if (stream.Length > size) return; // more than there is: the hash will differ
        }
    }

    // Large files are named by the hash of their content, small ones as git names them.
    static async Task<bool> IsRightAsync(FileStream stream, HubFile file, CancellationToken cancellationToken)
    {
        if (stream.Length != file.Size) return false;
        using var hash = IncrementalHash.CreateHash(file.Hash!.Length == 64 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        if (file.Hash.Length == 40) hash.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"blob {stream.Length}\0")));
        stream.Position = 0;
        var buffer = new byte[BufferLength];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0) hash.AppendData(buffer, 0, count);
        return Convert.ToHexStringLower(hash.GetHashAndReset()) == file.Hash;
    }
}
