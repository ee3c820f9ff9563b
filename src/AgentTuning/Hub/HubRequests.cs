using System.Net;
using System.Net.Http.Headers;

namespace AgentTuning.Hub;

/// <summary>Asks a hub: follows redirects itself, so that the token stays with the hub, and tries again where that may help.</summary>
/// <param name="client">Must not follow redirects.</param>
/// <param name="settings">Endpoint and token.</param>
/// <param name="clock">Waits.</param>
sealed class HubRequests(HttpClient client, HubSettings settings, TimeProvider clock)
{
    const int MostRedirects = 6;
    const int MostTries = 6;
    const int MostTriesOutOfReach = 3;
    const int MostSeconds = 60;

    /// <summary>Sends a GET and gives the answer, whose body is not read yet, with the headers of the answers on the way to it.</summary>
    /// <param name="address">Relative to the endpoint.</param>
    /// <param name="name">The model, for messages.</param>
    /// <param name="range">The first byte that is wanted.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="HubException">The hub refuses, or cannot be reached.</exception>
    public async Task<HubResponse> GetAsync(string address, HubName name, long range, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var response = await SendAsync(new Uri(settings.Endpoint, address), range, cancellationToken);
                if (response.Message.IsSuccessStatusCode || response.Message.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable) return response;
                using (response.Message)
                {
                    if (tries == MostTries || !HubErrors.IsPassing(response.Message.StatusCode))
                        throw HubErrors.Of(response.Message, name, settings.Token is not null);
                    await WaitAsync(tries, response.Message.Headers.RetryAfter, cancellationToken);
                }
            }
            catch (Exception e) when (IsOutOfReach(e, cancellationToken))
            {
                if (tries < MostTriesOutOfReach)
                {
                    await WaitAsync(tries, null, cancellationToken);
                    continue;
                }
                throw new HubException($"The hub at {settings.Endpoint} cannot be reached: {e.Message} Check the network, HF_ENDPOINT and proxies; HF_HUB_OFFLINE=1 uses what is here.", e);
            }
        }
    }

    /// <summary>Waits before the next try, longer each time, or as long as the server asks.</summary>
    /// <param name="tries">How many there were.</param>
    /// <param name="asked">What the server asks for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task WaitAsync(int tries, RetryConditionHeaderValue? asked, CancellationToken cancellationToken)
    {
        var wait = asked?.Delta ?? (asked?.Date is { } date ? date - clock.GetUtcNow() : TimeSpan.FromSeconds(1 << (tries - 1)));
        return Task.Delay(TimeSpan.FromSeconds(Math.Clamp(wait.TotalSeconds, 0, MostSeconds)), clock, cancellationToken);
    }

    async Task<HubResponse> SendAsync(Uri address, long range, CancellationToken cancellationToken)
    {
        string? hash = null;
        long? size = null;
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (settings.Token is { } token && MayHaveToken(address)) request.Headers.Authorization = new("Bearer", token);
            if (range > 0) request.Headers.Range = new(range, null);
            request.Headers.AcceptEncoding.ParseAdd("identity"); // sizes and ranges are those of the file
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            hash ??= Header(response, "X-Linked-Etag") ?? response.Headers.ETag?.Tag;
            size ??= long.TryParse(Header(response, "X-Linked-Size"), out var linked) ? linked : null;
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                return new(response, hash?.Replace("W/", "", StringComparison.Ordinal).Trim('"').ToLowerInvariant(), size);
            response.Dispose();
            var next = new Uri(address, location);
            if (redirects == MostRedirects) throw new HubException($"{settings.Endpoint} redirects more than {MostRedirects} times. Check HF_ENDPOINT.");
            if (next.Scheme != "https" && (next.Scheme != "http" || (address.Scheme == "https" && !next.IsLoopback)))
                throw new HubException($"{address.Host} redirects to {next.GetLeftPart(UriPartial.Authority)}, which is not encrypted. That is refused.");
            address = next;
        }
    }

    // Also where no answer came in time, which looks like a cancellation.
    static bool IsOutOfReach(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    // Only to the hub itself, and not in plain sight.
    bool MayHaveToken(Uri address) =>
        address.Authority == settings.Endpoint.Authority && address.Scheme == settings.Endpoint.Scheme && (address.Scheme == "https" || address.IsLoopback);

    static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
