namespace AgentTuning.Environments.AlfWorld.Snapping;

/// <summary>AgentBench's help for agents that do not write a command exactly: the nearest command by BLEU is taken instead.</summary>
public static class CommandSnapping
{
    /// <summary>A command must score above this to be taken.</summary>
    public const double Limit = 0.01;

    /// <summary>The action itself where it is a command, the first of the best-scoring commands where one scores above <see cref="Limit"/>, else the action.</summary>
    /// <param name="action">Trimmed, lower case, one line.</param>
    /// <param name="commands">The commands that are possible now, in their order.</param>
    public static string Snap(string action, IReadOnlyList<string> commands)
    {
        if (commands.Contains(action, StringComparer.Ordinal))
            return action;

        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var references = new int[commands.Count][];
        for (var i = 0; i < commands.Count; i++)
            references[i] = [.. PythonText.Split(commands[i]).Select(word => Number(word, numbers))];
        var longest = references.Length == 0 ? 0 : references.Max(reference => reference.Length);

        var hypothesis = PythonText.Split(action);
        if (BleuScore.IsHopeless(longest, hypothesis.Length, Limit))
            return action;
        int[] words = [.. hypothesis.Select(word => numbers.GetValueOrDefault(word, -1))];

        var (best, score) = (-1, 0.0);
        for (var i = 0; i < references.Length; i++)
            if (BleuScore.Of(references[i], words) is var each && each > score)
                (best, score) = (i, each);
        return score > Limit ? commands[best] : action;
    }

    static int Number(string word, Dictionary<string, int> numbers)
    {
        if (!numbers.TryGetValue(word, out var number))
            numbers.Add(word, number = numbers.Count);
        return number;
    }
}
