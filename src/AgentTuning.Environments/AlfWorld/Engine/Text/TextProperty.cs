namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>What a text can say of a constant.</summary>
enum TextProperty
{
    /// <summary>The name that the player reads.</summary>
    Name,

    /// <summary>The raw id.</summary>
    Id,

    /// <summary>Always "a".</summary>
    Indefinite,

    /// <summary>Always "the".</summary>
    Definite,
}
