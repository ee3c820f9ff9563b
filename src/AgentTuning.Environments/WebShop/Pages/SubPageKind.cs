namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>The pages behind an item page.</summary>
public enum SubPageKind
{
    /// <summary>The description.</summary>
    Description,

    /// <summary>The bullet points.</summary>
    Features,

    /// <summary>The reviews, of which there are none.</summary>
    Reviews,

    /// <summary>Attributes and categories; only where the shop shows them.</summary>
    Attributes,
}
