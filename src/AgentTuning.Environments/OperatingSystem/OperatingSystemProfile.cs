namespace AgentTuning.Environments.OperatingSystem;

/// <summary>The edition of the benchmark whose rules hold.</summary>
public enum OperatingSystemProfile
{
    /// <summary>The copy that the paper's numbers were made with: escape codes are shown, and an episode that broke off is judged as it stands.</summary>
    Paper,

    /// <summary>Version 0.2: no escape codes, init scripts must succeed, and only an episode that the agent finished can be solved.</summary>
    V02,

    /// <summary>The function-calling edition: as 0.2, and <c>create.local</c> names the image. The reply grammar stays that of text.</summary>
    FunctionCalling,
}
