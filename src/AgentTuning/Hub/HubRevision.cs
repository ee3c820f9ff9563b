using System.Collections.Immutable;

namespace AgentTuning.Hub;

/// <summary>What a branch, tag or commit stands for.</summary>
/// <param name="Commit">The commit, 40 hexadecimal digits.</param>
/// <param name="Files">All files of it.</param>
public sealed record HubRevision(string Commit, ImmutableArray<HubFile> Files);
