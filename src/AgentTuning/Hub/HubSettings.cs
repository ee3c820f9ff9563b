namespace AgentTuning.Hub;

/// <summary>Where a hub is, who asks, and where its files are kept, as huggingface_hub names these things.</summary>
public sealed record HubSettings
{
    /// <summary>The server (<c>HF_ENDPOINT</c>).</summary>
    public Uri Endpoint { get; init; } = new("https://huggingface.co/");

    /// <summary>The key of the one who asks (<c>HF_TOKEN</c>, or the file <c>token</c> of <c>HF_HOME</c>); null asks as anyone.</summary>
    public string? Token { get; init; }

    /// <summary>Where files are kept (<c>HF_HUB_CACHE</c>, or <c>hub</c> in <c>HF_HOME</c>).</summary>
    public required string CacheFolder { get; init; }

    /// <summary>True where nothing is asked for (<c>HF_HUB_OFFLINE</c>).</summary>
    public bool IsOffline { get; init; }

    /// <summary>The settings that environment variables make.</summary>
    /// <param name="variable">Gives the value of a variable; null where it is not set.</param>
    /// <exception cref="InvalidDataException">A variable has a value of another kind.</exception>
    public static HubSettings FromEnvironment(Func<string, string?> variable)
    {
        var home = Value("HF_HOME")
            ?? Path.Combine(Value("XDG_CACHE_HOME") ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".cache"), "huggingface");
        var tokenPath = Value("HF_TOKEN_PATH") ?? Path.Combine(home, "token");
        return new()
        {
            Endpoint = EndpointOf(Value("HF_ENDPOINT") ?? "https://huggingface.co"),
            Token = Value("HF_TOKEN") ?? (File.Exists(tokenPath) && File.ReadAllText(tokenPath).Trim() is { Length: > 0 } kept ? kept : null),
            CacheFolder = Value("HF_HUB_CACHE") ?? Path.Combine(home, "hub"),
            IsOffline = Value("HF_HUB_OFFLINE")?.ToUpperInvariant() is "1" or "TRUE" or "YES" or "ON",
        };

        string? Value(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;
    }

    static Uri EndpointOf(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var endpoint) && endpoint.Scheme is "https" or "http"
            ? endpoint
            : throw new InvalidDataException($"HF_ENDPOINT is '{text}', expected an address such as https://huggingface.co.");
}
