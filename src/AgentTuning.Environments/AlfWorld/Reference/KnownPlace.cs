namespace AgentTuning.Environments.AlfWorld.Reference;

/// <summary>What an agent knows of a receptacle.</summary>
/// <param name="name">Such as <c>cabinet 4</c>.</param>
sealed class KnownPlace(string name)
{
    /// <summary>The name.</summary>
    public string Name => name;

    /// <summary>The class, such as <c>cabinet</c>.</summary>
    public string Class { get; } = ThingName.ClassOf(name);

    /// <summary>The number.</summary>
    public int Number { get; } = ThingName.NumberOf(name);

    /// <summary>Whether its contents were seen.</summary>
    public bool IsSeen { get; set; }

    /// <summary>Whether it was found closed, and not opened since.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether it turned out to be of no use: it cannot be reached, or nothing can be put there.</summary>
    public bool IsUseless { get; set; }

    /// <summary>Whether it refused what was to be put there.</summary>
    public bool RefusesThings { get; set; }

    /// <summary>What is in it, as far as seen.</summary>
    public List<string> Things { get; } = [];

    /// <summary>Whether its contents can be reached.</summary>
    public bool IsAccessible => IsSeen && !IsClosed;
}
