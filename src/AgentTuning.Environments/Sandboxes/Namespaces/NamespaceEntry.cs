using System.Collections.Immutable;

namespace AgentTuning.Environments.Sandboxes.Namespaces;

/// <summary>How programs go into a sandbox.</summary>
/// <param name="Runner">A command that makes the program behind it another user's; empty for the tool's own user.</param>
/// <param name="IsRoot">True where the user outside is root, who has to take on root inside.</param>
/// <param name="HasSetuid">True where programs with the setuid bit work.</param>
/// <param name="ProgramLimits">What each program may use; null where a control group limits all together.</param>
sealed record NamespaceEntry(ImmutableArray<string> Runner, bool IsRoot, bool HasSetuid, SandboxLimits? ProgramLimits);
