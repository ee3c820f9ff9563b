using AgentTuning.Episodes;

namespace AgentTuning.Tests.Episodes;

public sealed class EpisodeSeedTests
{
    // python3: int.from_bytes(hashlib.sha256(f'{seed}\n{task}\n{attempt}'.encode()).digest()[:4], 'little') & 0x7fffffff
    [Theory]
    [InlineData(0, "database/train/1", 0, 1943440954)]
    [InlineData(0, "database/train/1", 1, 1472699708)]
    [InlineData(-7, "é", 0, 1220841557)]
    public void The_seed_of_an_episode_is_the_same_everywhere(int runSeed, string task, int attempt, int seed)
    {
        Assert.Equal(seed, EpisodeSeed.Derive(runSeed, task, attempt));
    }
}
