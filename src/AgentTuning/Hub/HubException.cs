using System.Net;

namespace AgentTuning.Hub;

/// <summary>A hub refuses, lacks what is asked for, or cannot be reached. The message says what to do.</summary>
public sealed class HubException : IOException
{
    /// <summary>Without a message.</summary>
    public HubException()
    {
    }

    /// <summary>With a message.</summary>
    public HubException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and the fault behind it.</summary>
    public HubException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>What the server answered; null where it did not.</summary>
    public HttpStatusCode? Status { get; init; }
}
