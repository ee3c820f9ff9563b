using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AgentTuning.Cli.Tests.Agents;

/// <summary>An HTTP server of this process that answers the nth request with the bytes of a script, and closes the connection after it.</summary>
sealed class LoopbackServer : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly List<string> _requests = [];
    readonly Func<int, string> _script;
    readonly Task _serving;

    public LoopbackServer(Func<int, string> script)
    {
        _script = script;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Endpoint => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1"));

    /// <summary>Head and body of each request.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public static string Completion(string text) => Answer(200, $$$"""
        {"id":"c","object":"chat.completion","created":1,"model":"served-1","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"{{{text}}}"}}],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}
        """);

    public static string Answer(int status, string body, string headers = "", int? length = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {length ?? Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    async Task AnswerAsync(NetworkStream stream)
    {
        try
        {
            var request = await ReadRequestAsync(stream);
            int number;
            lock (_requests)
            {
                _requests.Add(request);
                number = _requests.Count;
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(_script(number)), _stop.Token);
        }
        catch (IOException)
        {
            // The client has gone.
        }
    }

    async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
                return text.ToString();
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            var request = text.ToString();
            var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                continue;
            var length = request[..end].Split("\r\n")
                .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                .Select(line => int.Parse(line["Content-Length:".Length..], CultureInfo.InvariantCulture))
                .SingleOrDefault();
            if (Encoding.UTF8.GetByteCount(request[(end + 4)..]) >= length)
                return request;
        }
    }
}
