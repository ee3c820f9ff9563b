using System.Collections.Immutable;
using AgentTuning.Environments.Database.Python;

namespace AgentTuning.Environments.Database.Grading;

/// <summary>Compares an answer with the gold answers.</summary>
static class AnswerGrading
{
    public static bool IsRight(string answer, ImmutableArray<object?> labels, GradingProfile profile) => profile == GradingProfile.Paper
        ? Matches(ToItems(answer), labels)
        : CleanedGrading.Matches(ToItems(answer.Trim()), labels);

    // Python's list(eval(answer)): a string falls into its characters, a dict into its keys; whatever fails is one item, the raw text.
    static ImmutableArray<object?> ToItems(string answer)
    {
        if (!PythonLiteral.TryParse(answer, out var value))
            return [answer];
        return value switch
        {
            PythonContainer items => items.Items,
            string text => [.. text.EnumerateRunes().Select(rune => (object?)rune.ToString())],
            byte[] bytes => [.. bytes.Select(octet => (object?)(long)octet)],
            _ => [answer],
        };
    }

    static bool Matches(ImmutableArray<object?> items, ImmutableArray<object?> labels)
    {
        if (items is [var item] && labels is [var label])
            return PythonFloat.TryConvert(item, out var a) && PythonFloat.TryConvert(label, out var b)
                ? a == b
                : PythonEquality.Comparer.Equals(item, label);

        // A list or dict within the answer cannot enter a Python set; the original counts the failure as a wrong answer.
        return items.All(PythonEquality.IsHashable) && labels.All(PythonEquality.IsHashable)
            && items.ToHashSet(PythonEquality.Comparer).SetEquals(labels);
    }
}
