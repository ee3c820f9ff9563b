using System.Collections.Immutable;
using AgentTuning.Environments.Database.Python;

namespace AgentTuning.Environments.Database.Grading;

/// <summary>The comparison of the benchmark's function-calling edition: cleaned texts, numbers within 0.01, several values in any order.</summary>
static class CleanedGrading
{
    const double Tolerance = 0.01;

    static readonly string[] Nothing = ["none", "null", "nan", "inf", "undefined", ""];

    public static bool Matches(ImmutableArray<object?> items, ImmutableArray<object?> labels)
    {
        var answers = Clean(items);
        var gold = Clean(labels);
        if (answers is [var answer] && gold is [var label])
            return TryNumber(answer, out var a) && TryNumber(label, out var b) ? IsClose(a, b) : string.Equals(answer, label, StringComparison.Ordinal);
        return AreNumbersMatched(answers, gold) || answers.ToHashSet(StringComparer.Ordinal).SetEquals(gold);
    }

    // A tuple among the items, as a printed row, counts as its fields.
    static List<string> Clean(ImmutableArray<object?> items)
    {
        var texts = new List<string>();
        foreach (var item in items)
        {
            if (item is PythonContainer { Kind: PythonContainerKind.Tuple or PythonContainerKind.List } row)
                texts.AddRange(Clean(row.Items));
            else
                texts.Add(Clean(item as string ?? PythonLiteral.Print(item)));
        }

        return texts;
    }

    static string Clean(string text)
    {
        var trimmed = text.Trim();
        if (Nothing.Contains(trimmed, StringComparer.OrdinalIgnoreCase))
            return "0";
        var plain = trimmed.Replace("%", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        return TryNumber(plain, out _) ? plain : trimmed.EndsWith('%') ? trimmed[..^1].TrimEnd() : trimmed;
    }

    // Every number of one side is close to one of the other that no other number has taken.
    static bool AreNumbersMatched(List<string> answers, List<string> gold)
    {
        if (answers.Count != gold.Count)
            return false;
        var left = new List<double>();
        var right = new List<double>();
        for (var i = 0; i < answers.Count; i++)
        {
            if (!TryNumber(answers[i], out var a) || !TryNumber(gold[i], out var b))
                return false;
            left.Add(a);
            right.Add(b);
        }

        left.Sort();
        right.Sort();
        return left.Zip(right).All(pair => IsClose(pair.First, pair.Second));
    }

    static bool TryNumber(string text, out double number) => PythonFloat.TryParse(text, out number) && double.IsFinite(number);

    static bool IsClose(double a, double b) => Math.Abs(a - b) <= Tolerance;
}
