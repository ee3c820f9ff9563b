using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Snapping;

namespace AgentTuning.Environments.Tests.AlfWorld.Transcripts;

public sealed class TranscriptReplayTests
{
    [Theory]
    [InlineData(HouseholdEdition.Paper, GameEngine.General)]
    [InlineData(HouseholdEdition.Paper, GameEngine.Automatic)]
    [InlineData(HouseholdEdition.Listing, GameEngine.General)]
    public void The_benchmarks_demonstrations_are_said_again_word_for_word(HouseholdEdition edition, GameEngine engine)
    {
        foreach (var transcript in Transcript.OfShots(edition))
            Replay(transcript, engine);
    }

    [Theory]
    [InlineData(GameEngine.General)]
    [InlineData(GameEngine.Automatic)]
    public void The_conversations_of_AgentInstruct_are_said_again_word_for_word(GameEngine engine)
    {
        Transcript[] transcripts = [.. Transcript.OfAgentInstruct()];

        Assert.Equal(19, transcripts.Length);
        foreach (var transcript in transcripts)
            Replay(transcript, engine);
    }

    [Fact]
    public void Every_reply_of_AgentInstruct_has_an_action()
    {
        var replies = Transcript.OfAgentInstruct().SelectMany(transcript => transcript.Turns).Select(turn => HouseholdReply.Parse(turn.Reply)).ToList();

        Assert.Equal(267, replies.Count);
        Assert.All(replies, reply => Assert.True(reply is { HasMark: true, Action.Length: > 0 }));
    }

    // One list of the published demonstrations lacks its "and", and so was not written by the game.
    static string Correct(string observation) => observation.Replace("a soapbar 1, a soapbottle 1.", "a soapbar 1, and a soapbottle 1.", StringComparison.Ordinal);

    static void Replay(Transcript transcript, GameEngine engine)
    {
        var game = Games.Open(ReconstructedScene.Of(transcript), new GameOptions { Engine = engine });
        Assert.Equal(transcript.Opening, HouseholdText.WithoutBanner(game.Reset().Observation));
        foreach (var ((reply, observation), index) in transcript.Turns.Select((turn, index) => (turn, index)))
        {
            var turn = game.Act(CommandSnapping.Snap(HouseholdReply.Parse(reply).Action, game.AdmissibleCommands));

            if (observation is not null)
                Assert.Equal($"{transcript.Name} {index}: {Correct(observation)}", $"{transcript.Name} {index}: {HouseholdText.WithoutArrival(turn.Observation)}");
            Assert.True(turn.IsWon == (index == transcript.Turns.Count - 1), $"{transcript.Name} {index}: {reply}");
        }
    }
}
