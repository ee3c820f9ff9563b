using System.Net;
using System.Net.Sockets;
using Docker.DotNet;

namespace AgentTuning.Environments.Sandboxes.Docker;

/// <summary>What can go wrong between the tool and a container engine.</summary>
static class DockerFault
{
    /// <summary>True for what the engine answers and for a connection that fails.</summary>
    public static bool Is(Exception exception) => exception is DockerApiException or HttpRequestException or IOException or SocketException or TimeoutException;

    /// <summary>True where the engine says that there is no such container, image or program, or that it is going already.</summary>
    public static bool IsGone(Exception exception) => exception is DockerApiException { StatusCode: HttpStatusCode.NotFound or HttpStatusCode.Conflict };

    /// <summary>What the engine said, in one line.</summary>
    public static string Message(Exception exception) => exception switch
    {
        DockerApiException { ResponseBody: { Length: > 0 } body } => body.Trim(),
        { InnerException: { } inner } => inner.Message,
        _ => exception.Message,
    };
}
