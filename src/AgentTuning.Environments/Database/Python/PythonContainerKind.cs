namespace AgentTuning.Environments.Database.Python;

/// <summary>Python's built-in collections.</summary>
public enum PythonContainerKind
{
    /// <summary><c>[1, 2]</c></summary>
    List,

    /// <summary><c>(1, 2)</c></summary>
    Tuple,

    /// <summary><c>{1, 2}</c></summary>
    Set,

    /// <summary><c>{1: 2}</c></summary>
    Dict,
}
