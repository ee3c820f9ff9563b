using System.Collections.Immutable;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.WebShop;

/// <summary>The data sheet of the shopping environment (AgentBench, WebShop).</summary>
public static class WebShopDefinition
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "webshop";

    const string ShopVersion = "1";

    /// <summary>The data sheet.</summary>
    /// <param name="generatedTasks">The tasks of generated catalogues.</param>
    /// <param name="createReferenceAgent">Makes the agent that knows the solution.</param>
    public static EnvironmentDefinition Create(Func<TaskSource, ITaskSet> generatedTasks, Func<AgentTask, ReferenceAgentOptions, IChatClient> createReferenceAgent) =>
        Create(new WebShopSettings(), generatedTasks, createReferenceAgent);

    static EnvironmentDefinition Create(
        WebShopSettings settings, Func<TaskSource, ITaskSet> generatedTasks, Func<AgentTask, ReferenceAgentOptions, IChatClient> createReferenceAgent) => new()
        {
            Name = Name,
            Summary = "Shopping in a web shop by instruction: search, compare, choose options and buy (AgentBench, WebShop).",
            Kind = EnvironmentKind.HeldIn,
            Version = settings.Nouns is null ? ShopVersion : $"{ShopVersion} with nouns {Path.GetFileName(settings.Nouns)}",
            SystemPrompt = settings.Edition == WebShopEdition.FunctionCalling ? ShoppingDialogue.Instruction(settings.Edition) : "You are a helpful, respectful and honest assistant.",
            Prompt = ShoppingDialogue.Instruction(settings.Edition),
            MaxTurns = settings.MaxRounds,
            MaxReplyTokens = 128,
            Metric = "mean reward of the purchases",
            OpenTasks = source => source.Path is { } path ? Official(path, source) : generatedTasks(source),
            OpenAsync = (options, _) => ValueTask.FromResult<IEnvironmentHost>(new WebShopHost(WebShopSettings.From(options))),
            DomainTexts = seed => new Text.ShopText(seed).Paragraphs(),
            CreateReferenceAgent = createReferenceAgent,
            FindComponentsAsync = FindComponentsAsync,
            Configure = options => Create(WebShopSettings.From(options), generatedTasks, createReferenceAgent),
        };

    static OfficialShopTasks Official(string path, TaskSource source)
    {
        var settings = WebShopSettings.From(new EnvironmentOptions { Settings = source.Settings });
        var place = Path.Exists(path) || WebShopSettings.DataFolder() is not { } folder ? path : Path.Combine(folder, path);
        return new OfficialShopTasks(new CatalogueName { File = OfficialFiles.Locate(place).Products, Limit = settings.Products, Goals = settings.Goals }, source.Split, settings);
    }

    static ValueTask<ImmutableArray<ComponentStatus>> FindComponentsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = WebShopSettings.DataFolder();
        var remark = folder is null ? $"{WebShopSettings.DataVariable} names no folder. Generated catalogues need none." : folder;
        return ValueTask.FromResult<ImmutableArray<ComponentStatus>>([new ComponentStatus("catalogue", folder is not null && Directory.Exists(folder), IsRequired: false, remark)]);
    }
}
