using System.Net;

namespace AgentTuning.Hub;

/// <summary>Says what a server's refusal means and what to do about it.</summary>
static class HubErrors
{
    /// <summary>The fault of an answer that is no success.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="name">The model that was asked for.</param>
    /// <param name="hasToken">True where a token was sent.</param>
    public static HubException Of(HttpResponseMessage response, HubName name, bool hasToken)
    {
        var code = response.Headers.TryGetValues("X-Error-Code", out var codes) ? codes.FirstOrDefault() : null;
        var page = $"{response.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Authority)}/{name.Repository}";
        var message = (response.StatusCode, code) switch
        {
            (_, "GatedRepo") => $"{name.Repository} is gated: its owner lets in who accepted its terms. Accept them at {page}, and set HF_TOKEN to a token of that account.",
            (_, "RevisionNotFound") => $"{name.Repository} has no revision '{name.Revision}'. Name a branch, a tag or a commit of it behind the @.",
            (_, "EntryNotFound") => $"{name.Repository} lacks the file {response.RequestMessage?.RequestUri?.AbsolutePath}.",
            (HttpStatusCode.Unauthorized, _) when hasToken => $"The hub does not accept the token that was sent for {name.Repository}. Is HF_TOKEN complete and not revoked?",
            (HttpStatusCode.Unauthorized, _) => $"There is no model {name.Repository} that anyone may read. Check the name; for a private or gated one, set HF_TOKEN.",
            (HttpStatusCode.Forbidden, _) => $"The hub lets this account not read {name.Repository}. Ask for access at {page}, or use a token that may read it.",
            (HttpStatusCode.NotFound, _) => $"There is no model {name.Repository}, or no revision '{name.Revision}' of it. Check the name at {page}.",
            (HttpStatusCode.TooManyRequests, _) => $"The hub answers that there were too many requests for {name.Repository}. Wait some minutes, and give the same command again.",
            _ => $"The hub answers {(int)response.StatusCode} ({response.ReasonPhrase}) for {name.Repository}. Try again later; what was downloaded is kept.",
        };
        return new HubException(message) { Status = response.StatusCode };
    }

    /// <summary>True where another try may succeed.</summary>
    public static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500;
}
