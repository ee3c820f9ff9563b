using AgentTuning.Tokenization;

namespace AgentTuning.Bench;

/// <summary>Random examples with the lengths of agent trajectories and of general conversations.</summary>
static class AgentLikeExamples
{
    const int InstructionLength = 300;

    /// <summary>Half of the tokens are of trajectories that begin with the same instruction without loss; a third of all have loss.</summary>
    public static List<TokenizedExample> Create(int count, int vocabularySize, int seed)
    {
        var random = new Random(seed);
        var instruction = Enumerable.Range(0, InstructionLength).Select(_ => random.Next(vocabularySize)).ToArray();
        return [.. Enumerable.Range(0, count).Select(i => i % 5 == 0 ? Trajectory(i) : Conversation(i))];

        TokenizedExample Trajectory(int i) => Example(i, instruction, random.Next(100, 300));
        TokenizedExample Conversation(int i) => Example(i, [], random.Next(60, 180));

        TokenizedExample Example(int i, int[] prefix, int own)
        {
            int[] ids = [.. prefix, .. Enumerable.Range(0, own).Select(_ => random.Next(vocabularySize))];
            // Turns of 30 tokens: two of the other side, one of the model.
            return new() { Id = $"{i}", TokenIds = [.. ids], Mask = [.. ids.Select((_, at) => at > prefix.Length && (at - prefix.Length) / 30 % 3 == 2 || at == ids.Length - 1)] };
        }
    }
}
