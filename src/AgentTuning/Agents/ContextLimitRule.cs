using System.Net;

namespace AgentTuning.Agents;

/// <summary>Recognises a provider's complaint that a conversation is too long (the rule of AgentBench's HTTP agent).</summary>
public static class ContextLimitRule
{
    static readonly string[] Subjects = ["prompt", "context", "tokens"];
    static readonly string[] Excesses = ["limit", "exceed", "max", "long", "much", "many", "reach", "over", "up", "beyond"];

    // A refusal of the request itself. Rate limits (429) also speak of tokens and limits, so the words alone do not do.
    static readonly HttpStatusCode[] Refusals =
        [HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.UnprocessableEntity];

    /// <summary>True where an error's body names a subject (prompt, context, tokens) and an excess (limit, exceed, max, long, …).</summary>
    public static bool Matches(string body) =>
        Subjects.Any(word => body.Contains(word, StringComparison.OrdinalIgnoreCase))
        && Excesses.Any(word => body.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>True where a status refuses the request itself and the body says that it is too long.</summary>
    public static bool Matches(int status, string body) => Refusals.Contains((HttpStatusCode)status) && Matches(body);

    /// <summary>True where an exception of a chat client means that the conversation does not fit.</summary>
    public static bool Matches(Exception exception) => exception switch
    {
        ContextLimitException => true,
        AgentException => false,
        HttpRequestException { StatusCode: { } status } => Matches((int)status, exception.Message),
        // Clients of providers begin their messages with the status: 'HTTP 400 (invalid_request_error: context_length_exceeded)'.
        _ => Refusals.Any(status => exception.Message.StartsWith($"HTTP {(int)status} ", StringComparison.Ordinal)) && Matches(exception.Message),
    };
}
