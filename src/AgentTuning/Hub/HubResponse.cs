namespace AgentTuning.Hub;

/// <summary>An answer at the end of redirects.</summary>
/// <param name="Message">The answer.</param>
/// <param name="Hash">What the hub says the file's hash is.</param>
/// <param name="Size">What the hub says its size is.</param>
sealed record HubResponse(HttpResponseMessage Message, string? Hash, long? Size);
