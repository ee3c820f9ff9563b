using System.Globalization;
using System.Net;
using System.Text.Json;
using AgentTuning.Environments.KnowledgeGraph.Programs;

namespace AgentTuning.Environments.KnowledgeGraph.Sparql;

/// <summary>Asks an endpoint over HTTP (SPARQL 1.1 protocol, results in JSON).</summary>
sealed class SparqlClient : ISparqlClient, IDisposable
{
    const int MostBytes = 256 << 20;
    const int MostQuoted = 300;

    readonly HttpClient _http;
    readonly Uri _endpoint;
    readonly TimeSpan _timeout;

    /// <summary>A client of one endpoint.</summary>
    public SparqlClient(Uri endpoint, TimeSpan timeout, HttpMessageHandler? handler = null)
    {
        (_endpoint, _timeout) = (endpoint, timeout);
        _http = new HttpClient(handler ?? new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5), UseProxy = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostBytes,
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> SelectAsync(string query, string? graph, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_timeout);
        List<KeyValuePair<string, string>> fields = [new("query", query), new("format", "application/sparql-results+json")];
        if (graph is not null)
            fields.Add(new("default-graph-uri", graph));
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Accept.ParseAdd("application/sparql-results+json");
        try
        {
            using var response = await _http.SendAsync(request, timeout.Token);
            var bytes = await response.Content.ReadAsByteArrayAsync(timeout.Token);
            return response.IsSuccessStatusCode ? Read(bytes) : throw Refused(response.StatusCode, bytes);
        }
        catch (HttpRequestException exception)
        {
            throw new EnvironmentException($"The endpoint {_endpoint} cannot be asked: {exception.Message} Is it running, and is the address right?", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new QueryFailedException(string.Create(CultureInfo.InvariantCulture, $"The query took longer than {_timeout.TotalSeconds} s."), exception);
        }
    }

    public void Dispose() => _http.Dispose();

    // A server that refuses the query speaks of the query; one that is not there, overloaded or closed to us does not.
    Exception Refused(HttpStatusCode status, byte[] bytes)
    {
        var text = System.Text.Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, MostQuoted))).Trim();
        var message = $"The endpoint {_endpoint} answered {(int)status}: {text}";
        return status is HttpStatusCode.BadRequest or HttpStatusCode.InternalServerError or HttpStatusCode.NotImplemented or HttpStatusCode.RequestEntityTooLarge
            ? new QueryFailedException(message)
            : new EnvironmentException(message);
    }

    List<string> Read(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var values = new List<string>();
            foreach (var row in document.RootElement.GetProperty("results").GetProperty("bindings").EnumerateArray())
            {
                var cells = row.EnumerateObject().ToList();
                if (cells.Count != 1)
                    throw new QueryFailedException($"A row has {cells.Count} values, expected 1.");
                values.Add(cells[0].Value.GetProperty("value").GetString() ?? "");
            }

            return values;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new EnvironmentException($"The endpoint {_endpoint} answered what is no SPARQL result in JSON: {exception.Message}", exception);
        }
    }
}
