namespace AgentTuning.Hub;

/// <summary>Brings models from a hub such as huggingface.co, once, into the folder that huggingface_hub uses too.</summary>
public sealed class HubClient : IDisposable
{
    const int MaxListBytes = 64 << 20;

    readonly HubSettings _settings;
    readonly HttpClient _client;
    readonly HubRequests _requests;

    /// <param name="settings">Where, who, and where to.</param>
    /// <param name="clock">Waits between tries.</param>
    public HubClient(HubSettings settings, TimeProvider clock)
    {
        _settings = settings;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(30), PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
        {
            Timeout = TimeSpan.FromMinutes(2), // until the answer begins
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("agenttuning");
        _requests = new HubRequests(_client, settings, clock);
    }

    /// <summary>Brings what is needed of a model.</summary>
    /// <param name="name">Which one.</param>
    /// <param name="hasWeights">False leaves out the weights: configuration and tokenizer only.</param>
    /// <param name="progress">Is told how far it is; null tells nobody.</param>
    /// <param name="cancellationToken">Stops; what came stays for the next time.</param>
    /// <returns>The folder with the files.</returns>
    /// <exception cref="HubException">The model cannot be had; the message says what to do.</exception>
    public async Task<string> BringAsync(HubName name, bool hasWeights = true, IProgress<HubProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var cache = new HubCache(_settings.CacheFolder, name);
        if (_settings.IsOffline) return Kept(cache, name);
        // A commit never changes.
        if (name.Revision.Length == 40 && HubPath.IsHash(name.Revision) && cache.IsComplete(name.Revision) && cache.Commit(name.Revision) is { } same)
            return cache.Snapshot(same);
        var revision = await ListAsync(name, cancellationToken);
        var download = new HubDownload(_requests, cache, name);
        var tally = new HubTally(progress);
        var small = HubFileChoice.Small(revision, name);
        tally.Expect(small);
        foreach (var file in small) await BringAsync(cache, download, revision.Commit, file, tally, cancellationToken);
        await cache.KeepAsync(name.Revision, revision.Commit, cancellationToken);
        if (!hasWeights) return cache.Snapshot(revision.Commit);
        var index = Path.Combine(cache.Snapshot(revision.Commit), HubFileChoice.Index);
        var weights = HubFileChoice.OfWeights(revision, File.Exists(index) ? await File.ReadAllBytesAsync(index, cancellationToken) : null, name);
        tally.Expect(weights);
        RequireRoom(cache, weights);
        foreach (var file in weights) await BringAsync(cache, download, revision.Commit, file, tally, cancellationToken);
        await cache.MarkCompleteAsync(revision.Commit, cancellationToken);
        return cache.Snapshot(revision.Commit);
    }

    /// <summary>Which commit a revision is, and its files.</summary>
    /// <exception cref="HubException">The hub refuses, lacks it, or cannot be reached.</exception>
    public async Task<HubRevision> ListAsync(HubName name, CancellationToken cancellationToken = default)
    {
        var address = $"api/models/{name.Repository}/revision/{Uri.EscapeDataString(name.Revision)}?blobs=true";
        var response = await _requests.GetAsync(address, name, range: 0, cancellationToken);
        using var message = response.Message;
        if (message.Content.Headers.ContentLength > MaxListBytes) throw new HubException($"The hub's list of {name} is larger than {MaxListBytes} bytes. That is refused.");
        await message.Content.LoadIntoBufferAsync(MaxListBytes, cancellationToken);
        return HubListing.Read(await message.Content.ReadAsByteArrayAsync(cancellationToken), name);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _client.Dispose();

    static async Task BringAsync(HubCache cache, HubDownload download, string commit, HubFile file, HubTally tally, CancellationToken cancellationToken)
    {
        if (!cache.Has(commit, file))
        {
            var hash = await download.BringAsync(commit, file, bytes => tally.Report(file, bytes), cancellationToken);
            cache.Link(commit, file.Name, hash);
        }
        tally.Finish(file);
    }

    string Kept(HubCache cache, HubName name) => cache.Commit(name.Revision) is { } commit
        ? cache.Snapshot(commit)
        : throw new HubException($"HF_HUB_OFFLINE is set, and {name} is not in {_settings.CacheFolder}. Download it once without it: agenttuning download {name}");

    void RequireRoom(HubCache cache, List<HubFile> weights)
    {
        var missing = weights.Where(file => file.Hash is null || !File.Exists(cache.Blob(file.Hash)))
            .Sum(file => (file.Size ?? 0) - (file.Hash is { } hash && File.Exists(cache.Incomplete(hash)) ? new FileInfo(cache.Incomplete(hash)).Length : 0));
        var room = new DriveInfo(Path.GetFullPath(_settings.CacheFolder)).AvailableFreeSpace;
        if (missing > room)
            throw new HubException($"{missing / 1e9:F1} GB are to be downloaded, and {_settings.CacheFolder} has room for {room / 1e9:F1} GB. Make room, or set HF_HUB_CACHE to another disk.");
    }
}
