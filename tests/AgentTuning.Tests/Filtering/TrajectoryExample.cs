using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Environments;
using AgentTuning.Tasks;
using AgentTuning.Trajectories;

namespace AgentTuning.Tests.Filtering;

/// <summary>Makes trajectories for tests.</summary>
static class TrajectoryExample
{
    public static Trajectory Make(
        string task = "database/train/0",
        int attempt = 0,
        double? reward = 1,
        EpisodeEnding ending = EpisodeEnding.Completed,
        params ReadOnlySpan<string> replies)
    {
        ImmutableArray<Turn> turns = replies.Length == 0
            ? [Turn.User("How many?"), Turn.Assistant("Action: Answer\nFinal Answer: [\"3\"]")]
            : [.. replies.ToArray().SelectMany(reply => new[] { Turn.User("observation"), Turn.Assistant(reply) })];
        return new Trajectory
        {
            Id = $"{task}#{attempt}",
            Task = task,
            Environment = task.Split('/')[0],
            Split = TaskSplit.Train,
            Attempt = attempt,
            Agent = "reference",
            Reward = reward,
            Ending = ending,
            Turns = turns,
            Provenance = new TrajectoryProvenance
            {
                EnvironmentVersion = "1",
                PromptHash = "0123456789abcdef",
                Seed = 1,
                MaxReplyTokens = 512,
                ToolVersion = "0.1.0",
            },
            TaskData = JsonDocument.Parse("{}").RootElement,
            Timings = new EpisodeTimings(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 1.5, 1.25, 0.25),
        };
    }

    public static string Line(Trajectory trajectory) => JsonSerializer.Serialize(trajectory, TrajectoryJson.Readable.Trajectory) + "\n";
}
