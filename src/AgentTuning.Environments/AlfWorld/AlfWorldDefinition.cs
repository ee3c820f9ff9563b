using System.Collections.Immutable;
using AgentTuning.Environments.AlfWorld.Official;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>The data sheet of the household environment (AgentBench, ALFWorld).</summary>
public static class AlfWorldDefinition
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "alfworld";

    const string GameVersion = "1";

    /// <summary>The data sheet.</summary>
    public static EnvironmentDefinition Create() => Create(new AlfWorldSettings());

    /// <summary>The agent of the household environment: it plays like a person who does not know the house, where that wins in time.</summary>
    public static IChatClient CreateReferenceAgent(AgentTask task, ReferenceAgentOptions options) => new ToolCallingAgent(new SureAgent(task, options));

    static EnvironmentDefinition Create(AlfWorldSettings settings) => new()
    {
        Name = Name,
        Summary = "Household chores in a text world: find things, take, clean, heat or cool them, and put them in place (AgentBench, ALFWorld).",
        Kind = EnvironmentKind.HeldIn,
        Version = settings.Shots is null ? GameVersion : $"{GameVersion} with shots {Path.GetFileName(settings.Shots)}",
        SystemPrompt = settings.Edition == HouseholdEdition.FunctionCalling ? HouseholdPrompts.Instruction(settings.Edition) : "You are a helpful, respectful and honest assistant.",
        Prompt = HouseholdPrompts.Instruction(settings.Edition),
        MaxTurns = settings.MaxSteps,
        MaxReplyTokens = 128,
        Metric = "share of the games that are won",
        Engines = AlfWorldSettings.Engines,
        OpenTasks = source => source.Path is null
            ? new GeneratedHouseTasks(source.Split, source.Seed, options: AlfWorldSettings.ReadHouses(source.Settings))
            : OfficialHouseholdTasks.Open(source),
        OpenAsync = (options, _) => ValueTask.FromResult<IEnvironmentHost>(new AlfWorldHost(AlfWorldSettings.From(options))),
        CreateReferenceAgent = CreateReferenceAgent,
        FindComponentsAsync = FindComponentsAsync,
        Configure = options => Create(AlfWorldSettings.From(options)),
        DomainTexts = seed => new Text.AlfWorldText(seed).Paragraphs(),
    };

    static ValueTask<ImmutableArray<ComponentStatus>> FindComponentsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = AlfWorldSettings.DataFolder(ImmutableSortedDictionary<string, string>.Empty);
        var isPresent = folder is not null && Directory.Exists(folder) && Directory.EnumerateDirectories(folder, OfficialLayout.InnerFolders).Any();
        var remark = isPresent ? folder! : folder is null
            ? $"{AlfWorldSettings.DataVariable} names no folder. Generated houses need none."
            : $"{folder}, which {AlfWorldSettings.DataVariable} names, holds no json_2.1.1. {OfficialLayout.HowToGet}";
        return ValueTask.FromResult<ImmutableArray<ComponentStatus>>([new ComponentStatus("games", isPresent, IsRequired: false, remark)]);
    }
}
