using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Engine.Traces;

namespace AgentTuning.Environments.Tests.AlfWorld.Engine.Traces;

public sealed class TraceReplayTests
{
    [Theory]
    [InlineData("cd_new", GameEngine.General, 732)]
    [InlineData("cd_new", GameEngine.Compiled, 732)]
    [InlineData("g_clean", GameEngine.General, 276)]
    [InlineData("g_clean", GameEngine.Compiled, 276)]
    [InlineData("g_simple", GameEngine.General, 276)]
    [InlineData("g_simple", GameEngine.Compiled, 276)]
    [InlineData("twtest_new", GameEngine.General, 732)]
    [InlineData("twtest_new", GameEngine.Compiled, 732)]
    public async Task Every_row_that_the_original_recorded_is_answered_the_same(string name, GameEngine engine, int rows)
    {
        var (game, trace) = SharedFiles.HouseholdTrace(name);

        var report = await TraceReplay.RunAsync(Games.Open(GameFile.Load(game), new GameOptions { Engine = engine }), trace, TestContext.Current.CancellationToken);

        Assert.Equal(new TraceReport(rows, 0, null), report);
    }

    [Fact]
    public async Task The_first_row_that_differs_is_told_in_full()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, """
                {"won":false}
                {"cmd":"look","obs":"You see a ghost.","adm":["look"],"won":true,"score":1,"done":false}
                {"cmd":"dance","obs":"Nothing happens."}

                """, TestContext.Current.CancellationToken);

            var report = await TraceReplay.RunAsync(Games.Open(SmallHouse.Create()), path, TestContext.Current.CancellationToken);

            Assert.Equal((2, 1, 2), (report.Equal, report.Different, report.First!.Line));
            Assert.Equal(["obs", "adm", "won", "score"], report.First.Fields);
            Assert.Equal("You are in the middle of a room. Looking quickly around you, you see nothing.", report.First.Replayed.Observation);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
