namespace AgentTuning.Tokenization;

/// <summary>Which stretches of a rendered text its template wrote.</summary>
sealed class TrustedStretches
{
    readonly List<(int Start, int End)> _stretches = [];

    public TrustedStretches(IReadOnlyList<RenderedPart> parts)
    {
        var start = 0;
        foreach (var part in parts)
        {
            if (part.IsTrusted && part.Text.Length > 0)
                _stretches.Add((start, start + part.Text.Length));
            start += part.Text.Length;
        }
    }

    /// <summary>True where one part, written by the template, holds all from one offset to another.</summary>
    public bool Cover(int start, int end)
    {
        var (low, high) = (0, _stretches.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_stretches[middle].End <= start)
                low = middle + 1;
            else
                high = middle;
        }

        return low < _stretches.Count && _stretches[low].Start <= start && end <= _stretches[low].End;
    }
}
