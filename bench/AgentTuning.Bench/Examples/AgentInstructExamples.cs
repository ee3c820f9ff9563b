using System.Collections.Immutable;
using AgentTuning.Tokenization;

namespace AgentTuning.Bench.Examples;

/// <summary>Random tokens with the lengths, the shared beginnings and the loss masks of trajectories.</summary>
static class AgentInstructExamples
{
    const int Longest = 3800; // tokens; the longest of the 100 measured trajectories has 3,705

    /// <summary>Examples in random order; each environment has its share as nearly as whole numbers can.</summary>
    /// <param name="count">How many.</param>
    /// <param name="vocabularySize">Tokens are below it.</param>
    /// <param name="seed">The same seed gives the same examples.</param>
    public static ImmutableArray<TokenizedExample> Create(int count, int vocabularySize, int seed)
    {
        var random = new Random(seed);
        var examples = new List<TokenizedExample>();
        foreach (var (environment, share) in Shares(count))
        {
            var prefix = Tokens(environment.Prefix);
            for (var i = 0; i < share; i++) examples.Add(Trajectory(environment, prefix, i));
        }
        var shuffled = examples.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];

        TokenizedExample Trajectory(EnvironmentLengths environment, int[] prefix, int index)
        {
            var ids = new List<int>(prefix);
            var mask = new List<bool>(prefix.Select(_ => false));
            Add(EnvironmentLengths.Draw(environment.Task, random), hasLoss: false);
            var replies = EnvironmentLengths.Draw(environment.Replies, random);
            for (var reply = 0; reply < replies; reply++)
            {
                var observation = reply == 0 ? 0 : EnvironmentLengths.Draw(environment.Observation, random);
                if (ids.Count + observation + environment.Reply[^1] > Longest) break;
                Add(observation, hasLoss: false);
                Add(EnvironmentLengths.Draw(environment.Reply, random), hasLoss: true);
            }
            return new() { Id = $"{environment.Name}_{index}", Source = environment.Name, TokenIds = [.. ids], Mask = [.. mask] };

            void Add(int length, bool hasLoss)
            {
                ids.AddRange(Tokens(length));
                mask.AddRange(Enumerable.Repeat(hasLoss, length));
            }
        }

        int[] Tokens(int length) => [.. Enumerable.Range(0, length).Select(_ => random.Next(vocabularySize))];
    }

    // Largest remainders, so that a step of few examples has the mixture of the whole.
    static IEnumerable<(EnvironmentLengths Environment, int Share)> Shares(int count)
    {
        var environments = AgentInstructLengths.Environments;
        var all = environments.Sum(environment => environment.Trajectories);
        var exact = environments.Select(environment => (double)count * environment.Trajectories / all).ToArray();
        var shares = exact.Select(share => (int)share).ToArray();
        foreach (var i in Enumerable.Range(0, shares.Length).OrderByDescending(i => exact[i] - shares[i]).Take(count - shares.Sum())) shares[i]++;
        return environments.Zip(shares);
    }
}
