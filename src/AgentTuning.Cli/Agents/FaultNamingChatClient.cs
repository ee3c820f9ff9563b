using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Agents;
using Microsoft.Extensions.AI;

namespace AgentTuning.Cli.Agents;

/// <summary>Turns whatever goes wrong between here and an endpoint into one sentence that names the endpoint, what it did, and what to do.</summary>
sealed class FaultNamingChatClient(IChatClient inner, OpenAiAgentOptions agent) : DelegatingChatClient(inner)
{
    const int LongestExcerpt = 300;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (ClientResultException exception) when (exception.Status != 0)
        {
            throw Name(exception);
        }
        catch (Exception exception) when (IsConnectionFault(exception))
        {
            throw new AgentException($"{agent.Endpoint} cannot be reached or broke off: {Innermost(exception)} Is the server running, and is --endpoint right?", exception)
            {
                IsTransient = true,
            };
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AgentException($"{agent.Endpoint} did not answer in time.", exception) { IsTransient = true };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException or KeyNotFoundException)
        {
            // What the client throws when an answer of status 200 is not a completion.
            throw new AgentException($"{agent.Endpoint} answered something that is no chat completion ({Clean(exception.Message)}). Does --endpoint name an OpenAI-compatible server, with its path (usually /v1)?", exception);
        }
    }

    static bool IsConnectionFault(Exception exception) =>
        exception is ClientResultException or HttpRequestException or IOException
        || (exception is AggregateException aggregate && aggregate.InnerExceptions.All(IsConnectionFault));

    static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception.Message.TrimEnd('.') + ".";
    }

    Exception Name(ClientResultException exception)
    {
        var body = exception.GetRawResponse()?.Content.ToString() ?? "";
        if (ContextLimitRule.Matches(exception.Status, body))
            return new ContextLimitException($"{agent.Model}: {Clean(body)}", exception);

        var found = $"{agent.Endpoint} answered HTTP {exception.Status}: {Clean(body)}";
        return exception.Status switch
        {
            401 or 403 => new AgentException($"{found} {KeyAdvice()}", exception),
            404 => new AgentException($"{found} Does it have the model '{agent.Model}', and is --endpoint right? It usually ends with /v1.", exception),
            429 when body.Contains("insufficient_quota", StringComparison.Ordinal) => new AgentException($"{found} The account has no credit left.", exception),
            408 or 425 or 429 or >= 500 => new AgentException(found, exception) { IsTransient = true, RetryAfter = RetryAfterOf(exception) },
            _ => new AgentException(found, exception),
        };
    }

    string KeyAdvice() => agent.Key is null
        ? $"Set the environment variable {OpenAiAgent.KeyVariable} to a key of this endpoint."
        : $"The key in {OpenAiAgent.KeyVariable} is not accepted here: set it to a key of this endpoint that may use '{agent.Model}'.";

    static TimeSpan? RetryAfterOf(ClientResultException exception)
    {
        if (exception.GetRawResponse()?.Headers is not { } headers || !headers.TryGetValue("Retry-After", out var value))
            return null;
        return double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 86_400
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    // The body is a stranger's text: shortened, on one line, and without the key should it be echoed.
    string Clean(string text)
    {
        if (agent.Key is { Length: > 0 } key)
            text = text.Replace(key, "***", StringComparison.Ordinal);
        text = string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        text = string.Concat(text.Where(c => !char.IsControl(c)));
        return text.Length == 0 ? "(no text)" : text.Length <= LongestExcerpt ? text : $"{text[..LongestExcerpt]}…";
    }
}
