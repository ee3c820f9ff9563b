using System.Text.Json;

namespace AgentTuning.Hub;

/// <summary>Reads a hub's answer about a revision.</summary>
static class HubListing
{
    /// <summary>The commit and its files.</summary>
    /// <exception cref="HubException">The answer is no such list, or a name in it leads out of the model's folder.</exception>
    public static HubRevision Read(byte[] json, HubName name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var commit = document.RootElement.GetProperty("sha").GetString();
            if (commit is not { Length: 40 } || !HubPath.IsHash(commit)) throw new HubException($"The hub names '{commit}' as the commit of {name}, expected 40 hexadecimal digits.");
            return new(commit, [.. document.RootElement.GetProperty("siblings").EnumerateArray().Select(item => File(item, name))]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new HubException($"The hub's answer about {name} is no list of files: {e.Message} Is HF_ENDPOINT a hub?", e);
        }
    }

    static HubFile File(JsonElement item, HubName name)
    {
        var path = item.GetProperty("rfilename").GetString() ?? "";
        if (!HubPath.IsSafe(path)) throw new HubException($"{name} has a file named '{path}', which leads out of its folder. That is refused.");
        var isLarge = item.TryGetProperty("lfs", out var lfs) && lfs.ValueKind == JsonValueKind.Object;
        var hash = isLarge ? Text(lfs, "sha256") ?? Text(lfs, "oid") : Text(item, "blobId");
        long? size = isLarge && lfs.TryGetProperty("size", out var large) && large.ValueKind == JsonValueKind.Number ? large.GetInt64()
            : item.TryGetProperty("size", out var own) && own.ValueKind == JsonValueKind.Number ? own.GetInt64() : null;
        return new(path, size, HubPath.IsHash(hash) ? hash : null);
    }

    static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.ToLowerInvariant() : null;
}
