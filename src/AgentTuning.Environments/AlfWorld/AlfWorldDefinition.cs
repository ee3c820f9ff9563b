using AgentTuning.Environments.AlfWorld.Official;
using AgentTuning.Environments.AlfWorld.Reference;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>The data sheet of the household environment (AgentBench, ALFWorld).</summary>
public static class AlfWorldDefinition
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "alfworld";

    /// <summary>The data sheet.</summary>
    public static EnvironmentDefinition Create() => new()
    {
        Name = Name,
        Summary = "Household chores in a text world: find things, take, clean, heat or cool them, and put them in place (AgentBench, ALFWorld).",
        Kind = EnvironmentKind.HeldIn,
        Version = "1",
        SystemPrompt = "You are a helpful, respectful and honest assistant.",
        Prompt = HouseholdPrompts.Instruction(HouseholdEdition.Paper),
        MaxTurns = AlfWorldEnvironment.MaxSteps,
        MaxReplyTokens = 128,
        Metric = "share of the games that are won",
        Engines = AlfWorldSettings.Engines,
        OpenTasks = source => source.Path is null ? new GeneratedHouseTasks(source.Split, source.Seed) : OfficialHouseholdTasks.Open(source),
        OpenAsync = (options, _) => ValueTask.FromResult<IEnvironmentHost>(new AlfWorldHost(AlfWorldSettings.From(options))),
        CreateReferenceAgent = CreateReferenceAgent,
    };

    /// <summary>The agent of the household environment that plays like a person who does not know the house.</summary>
    public static IChatClient CreateReferenceAgent(AgentTask task, ReferenceAgentOptions options) => new ToolCallingAgent(new AlfWorldReferenceAgent(task, options));
}
