namespace AgentTuning.Hub;

/// <summary>How far a download is.</summary>
/// <param name="File">The file at hand.</param>
/// <param name="Done">Bytes of all files that are here.</param>
/// <param name="Total">Bytes of all files that are wanted.</param>
public sealed record HubProgress(string File, long Done, long Total);
