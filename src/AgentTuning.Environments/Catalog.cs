using System.Collections.Immutable;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.Database;
using AgentTuning.Environments.General;
using AgentTuning.Environments.KnowledgeGraph;
using AgentTuning.Environments.OperatingSystem;
using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Generation;
using AgentTuning.Environments.WebShop.Reference;

namespace AgentTuning.Environments;

/// <summary>The environments that there are. Adding one is a folder and a line here.</summary>
public static class Catalog
{
    /// <summary>The data sheets in the order in which people read them.</summary>
    public static ImmutableArray<EnvironmentDefinition> Definitions { get; } =
    [
        DatabaseDefinition.Create(),
        OperatingSystemDefinition.Create(),
        KnowledgeGraphDefinition.Create(),
        AlfWorldDefinition.Create(),
        WebShopDefinition.Create(source => new GeneratedShopTasks(source.Split, source.Seed), (task, options) => new WebShopReferenceAgent(task, options)),
        GeneralDefinition.Create(),
    ];

    /// <summary>The data sheet of a name, or null.</summary>
    public static EnvironmentDefinition? Find(string name) =>
        Definitions.FirstOrDefault(definition => string.Equals(definition.Name, name, StringComparison.Ordinal));
}
