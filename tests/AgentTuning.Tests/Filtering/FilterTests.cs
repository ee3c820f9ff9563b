using System.Collections.Immutable;
using AgentTuning.Conversations;
using AgentTuning.Environments;
using AgentTuning.Filtering;

namespace AgentTuning.Tests.Filtering;

public sealed class FilterTests
{
    static readonly RewardFilter Rewards = new(new Dictionary<string, double> { ["database"] = 1, ["mind2web"] = 2.0 / 3 });

    [Theory]
    [InlineData("database/train/0", 1.0, null)]
    [InlineData("database/train/0", 0.99, "below-threshold")]
    [InlineData("mind2web/train/0", 0.6666, "below-threshold")]
    [InlineData("mind2web/train/0", 0.6666666666, null)]
    [InlineData("mind2web/train/0", 0.5, "below-threshold")]
    [InlineData("mind2web/train/0", null, "no-reward")]
    public void A_reward_is_held_against_the_threshold_of_its_environment(string task, double? reward, string? reason)
    {
        Assert.Equal(reason, Rewards.Judge(TrajectoryExample.Make(task, reward: reward)).Reason);
    }

    [Fact]
    public void A_drop_tells_the_value_found_and_the_value_wanted()
    {
        Assert.Equal("reward 0.5, wanted 1 or more", Rewards.Judge(TrajectoryExample.Make(reward: 0.5)).Detail);
    }

    [Fact]
    public void An_environment_without_a_threshold_is_an_error_that_names_those_that_have_one()
    {
        var exception = Assert.Throws<InvalidDataException>(() => Rewards.Judge(TrajectoryExample.Make("chess/train/0")));

        Assert.Equal("chess/train/0#0: no reward threshold for the environment 'chess', expected one of database, mind2web. Give its threshold.", exception.Message);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_threshold_outside_of_0_to_1_is_refused(double threshold)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RewardFilter(new Dictionary<string, double> { ["database"] = threshold }));
    }

    [Theory]
    [InlineData(EpisodeEnding.Completed, null)]
    [InlineData(EpisodeEnding.TurnLimit, "turn-limit")]
    [InlineData(EpisodeEnding.EnvironmentFailed, "environment-failed")]
    public void An_ending_that_is_not_wanted_drops_the_episode_in_its_own_name(EpisodeEnding ending, string? reason)
    {
        Assert.Equal(reason, new EndingFilter([EpisodeEnding.Completed]).Judge(TrajectoryExample.Make(ending: ending)).Reason);
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(1, 0, "invalid-reply")]
    [InlineData(1, 1, null)]
    [InlineData(2, 1, "invalid-reply")]
    public void An_episode_with_more_invalid_replies_than_allowed_is_dropped(int found, int allowed, string? reason)
    {
        var trajectory = TrajectoryExample.Make() with { Metrics = ImmutableSortedDictionary<string, double>.Empty.Add("invalid_replies", found) };

        Assert.Equal(reason, new FormatFilter(allowed).Judge(trajectory).Reason);
    }

    [Fact]
    public void An_episode_with_an_empty_reply_is_dropped_unless_the_reply_calls_a_tool()
    {
        var silent = TrajectoryExample.Make(replies: ["Action: Answer", " \n"]);
        var calling = silent with { Turns = [Turn.User("q"), Turn.Assistant("") with { ToolCalls = [new ToolCall("1", "answer", "{}")] }] };

        Assert.Equal("empty-reply", new FormatFilter(0).Judge(silent).Reason);
        Assert.Null(new FormatFilter(0).Judge(calling).Reason);
    }

    [Fact]
    public void An_episode_whose_only_replies_are_canned_has_nothing_to_learn_from()
    {
        var canned = TrajectoryExample.Make() with { Turns = [Turn.User("instruction"), Turn.Assistant("Ok.", loss: false), Turn.User("question")] };

        Assert.Equal("no-reply", new FormatFilter(0).Judge(canned).Reason);
    }

    [Theory]
    [InlineData("a b a b a b", "action-cycle")]
    [InlineData("a b a b a", null)]
    [InlineData("a b c a b c a b c", "action-cycle")]
    [InlineData("x a b a b a b x", "action-cycle")]
    [InlineData("a a b b a a b b", null)]
    [InlineData("a a a", "same-reply")]
    [InlineData("a a b a", null)]
    [InlineData("b a a a c", "same-reply")]
    [InlineData("a b c d e a b c d e a b c d e", null)]
    public void Going_round_in_circles_is_seen(string replies, string? reason)
    {
        var trajectory = TrajectoryExample.Make(replies: replies.Split(' '));

        Assert.Equal(reason, new RepetitionFilter(new RepetitionOptions()).Judge(trajectory).Reason);
    }

    [Fact]
    public void The_same_action_under_new_thoughts_is_still_the_same_action()
    {
        var trajectory = TrajectoryExample.Make(replies:
        [
            "THOUGHT: first\nACTION: go to desk 1",
            "THOUGHT: again\nACTION: go to desk 1 ",
            "THOUGHT: once more\nACTION: go to desk 1",
        ]);

        Assert.Equal("same-action", new RepetitionFilter(new RepetitionOptions()).Judge(trajectory).Reason);
    }

    [Fact]
    public void The_same_reply_to_contexts_that_start_afresh_is_no_repetition()
    {
        var question = Turn.User("Which element?") with { StartsAfresh = true };
        var trajectory = TrajectoryExample.Make() with
        {
            Turns = [question, Turn.Assistant("Answer: A."), question, Turn.Assistant("Answer: A."), question, Turn.Assistant("Answer: A.")],
        };

        Assert.Null(new RepetitionFilter(new RepetitionOptions()).Judge(trajectory).Reason);
    }

    [Theory]
    [InlineData("Think: I look.\n\nAct: bash\n\n```bash\nls\n```", "Act: bash\n\n```bash\nls\n```")]
    [InlineData("Thought: none\nAction: Operation\n```sql\nSELECT 1\n```\n", "Action: Operation\n```sql\nSELECT 1\n```")]
    [InlineData("The action: is in the middle of a line", "The action: is in the middle of a line")]
    public void The_action_of_a_reply_is_what_follows_the_thought(string reply, string action)
    {
        Assert.Equal(action, ReplyAction.Of(Turn.Assistant(reply)));
    }
}
