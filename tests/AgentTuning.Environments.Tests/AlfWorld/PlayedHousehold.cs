using System.Collections.Immutable;
using AgentTuning.Conversations;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Environments.AlfWorld.Planning;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.AlfWorld;

/// <summary>A household episode in a generated house, driven by hand.</summary>
sealed class PlayedHousehold
{
    readonly IEnvironment _world;

    PlayedHousehold(IEnvironment world, House house, Observation first) => (_world, House, First) = (world, house, first);

    public House House { get; }

    public Observation First { get; }

    /// <summary>Commands that win.</summary>
    public IReadOnlyList<string> Solution => HouseholdPlanner.Solve(Games.Open(House.Game))!;

    public static async Task<PlayedHousehold> OpenAsync(HouseholdTaskType type = HouseholdTaskType.PickAndPlace, params (string Name, string Value)[] settings)
    {
        var name = HouseGenerator.NameOf(5, TaskSplit.Test, type, 0);
        var task = new AgentTask
        {
            Environment = "alfworld",
            Id = "alfworld/test/0",
            Split = TaskSplit.Test,
            Data = new AlfWorldTask { House = name, TaskType = type, Label = "a house" }.ToJson(),
        };
        var host = await AlfWorldDefinition.Create().OpenAsync(
            new EnvironmentOptions { Settings = settings.ToImmutableSortedDictionary(setting => setting.Name, setting => setting.Value) }, TestContext.Current.CancellationToken);
        var world = await host.OpenAsync(TestContext.Current.CancellationToken);
        return new PlayedHousehold(world, HouseGenerator.Create(name, type), await world.ResetAsync(task, TestContext.Current.CancellationToken));
    }

    public Task<StepResult> SayAsync(string text) => _world.StepAsync(Turn.Assistant(text), TestContext.Current.CancellationToken);

    public Task<StepResult> CallAsync(string arguments, string id = "c1") =>
        _world.StepAsync(Turn.Assistant("") with { ToolCalls = [new ToolCall(id, "take_action", arguments)] }, TestContext.Current.CancellationToken);

    public Task<Grade> GradeAsync() => _world.GradeAsync(TestContext.Current.CancellationToken);
}
