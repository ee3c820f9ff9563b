using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentTuning.Tests.Hub;

/// <summary>A hub on this machine with one model, which misbehaves as a test asks.</summary>
sealed class HubServer : IDisposable
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    readonly HttpListener _listener = new();
    readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task _loop;
    readonly List<string> _requests = [];

    public HubServer()
    {
        // Another process may take a port between the question and the answer.
        for (var tries = 0; ; tries++)
        {
            using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            Address = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/";
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add(Address);
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException) when (tries < 20)
            {
            }
        }
        _loop = Task.Run(ServeAsync, CancellationToken.None);
    }

    public string Address { get; }

    /// <summary>The content of the model's files; those of <see cref="Large"/> are named by SHA-256.</summary>
    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal)
    {
        ["config.json"] = "{\"model_type\":\"llama\"}"u8.ToArray(),
        ["tokenizer.json"] = "{}"u8.ToArray(),
        ["model.safetensors"] = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))],
        ["pytorch_model.bin"] = [1, 2, 3],
        ["original/params.json"] = "{}"u8.ToArray(),
        [".gitattributes"] = [],
    };

    public HashSet<string> Large { get; } = ["model.safetensors", "pytorch_model.bin"];

    /// <summary>Answers a request otherwise than usual; gives whether it did.</summary>
    public Func<HttpListenerContext, bool> Instead { get; set; } = _ => false;

    /// <summary>Changes the list of files before it is sent.</summary>
    public Action<JsonObject> ChangeList { get; set; } = _ => { };

    /// <summary>Path, range and token of every request, in their order.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    public static string HashOf(byte[] content, bool isLarge)
    {
        using var hash = IncrementalHash.CreateHash(isLarge ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        if (!isLarge) hash.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"blob {content.Length}\0")));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static void Answer(HttpListenerContext context, int status, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        context.Response.StatusCode = status;
        context.Response.Close();
    }

    /// <summary>Sends a file, or the rest of it that is asked for.</summary>
    public void SendFile(HttpListenerContext context, string name, int? cutAfter = null)
    {
        var content = Files[name];
        var first = context.Request.Headers["Range"] is { } range ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
        context.Response.Headers["ETag"] = $"\"{HashOf(content, Large.Contains(name))}\"";
        if (first > 0)
        {
            context.Response.StatusCode = 206;
            context.Response.Headers["Content-Range"] = FormattableString.Invariant($"bytes {first}-{content.Length - 1}/{content.Length}");
        }
        context.Response.ContentLength64 = content.Length - first;
        context.Response.OutputStream.Write(content, first, Math.Min(content.Length - first, cutAfter ?? int.MaxValue));
        if (cutAfter is null) context.Response.Close();
        else
        {
            context.Response.OutputStream.Flush();
            context.Response.Abort();
        }
    }

    public void Dispose()
    {
        _stopped.TrySetResult();
        _listener.Close();
        _loop.GetAwaiter().GetResult();
    }

    async Task ServeAsync()
    {
        while (!_stopped.Task.IsCompleted)
        {
            try
            {
                // A wait that begins while the listener closes may never end.
                var next = _listener.GetContextAsync();
                if (await Task.WhenAny(next, _stopped.Task) == next) Serve(await next);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    void Serve(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        lock (_requests) _requests.Add($"{path} {context.Request.Headers["Range"]} {context.Request.Headers["Authorization"]}".Trim());
        if (Instead(context)) return;
        if (path == "/api/models/org/model/revision/main" || path == $"/api/models/org/model/revision/{Commit}") SendList(context);
        else if (path.StartsWith($"/org/model/resolve/{Commit}/", StringComparison.Ordinal) && Files.ContainsKey(path.Split('/', 6)[5])) SendFile(context, path.Split('/', 6)[5]);
        else Answer(context, 404);
    }

    void SendList(HttpListenerContext context)
    {
        var siblings = new JsonArray();
        foreach (var (name, content) in Files)
        {
            var file = new JsonObject { ["rfilename"] = name, ["size"] = content.Length, ["blobId"] = HashOf(content, isLarge: false) };
            if (Large.Contains(name)) file["lfs"] = new JsonObject { ["sha256"] = HashOf(content, isLarge: true), ["size"] = content.Length, ["pointerSize"] = 134 };
            siblings.Add(file);
        }
        var list = new JsonObject { ["sha"] = Commit, ["siblings"] = siblings };
        ChangeList(list);
        context.Response.Close(Encoding.UTF8.GetBytes(list.ToJsonString()), willBlock: true);
    }
}
