namespace AgentTuning.Environments;

/// <summary>Whether a component that an environment can use is present on this machine.</summary>
/// <param name="Name">The component, such as <c>mariadb</c>.</param>
/// <param name="IsPresent">True where it can be used now.</param>
/// <param name="IsRequired">False where the environment also works without it.</param>
/// <param name="Remark">The version found, or what is missing and how to get it.</param>
public sealed record ComponentStatus(string Name, bool IsPresent, bool IsRequired, string Remark);
