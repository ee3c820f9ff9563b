using System.Collections;

namespace AgentTuning.Templates.Jinja;

/// <summary>A list that is written with parentheses; never equal to a list.</summary>
sealed class JinjaTuple(IReadOnlyList<object?> items) : IReadOnlyList<object?>
{
    public int Count => items.Count;

    public object? this[int index] => items[index];

    public IEnumerator<object?> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
