namespace AgentTuning.Templates.Jinja;

/// <summary>What a template has written so far.</summary>
sealed class TraceBuilder
{
    readonly List<TracedText> _parts = [];

    /// <summary>Characters written so far.</summary>
    public int Length { get; private set; }

    public void Append(TracedText text)
    {
        _parts.Add(text);
        Length += text.Length;
    }

    public TracedText ToText() => TracedText.Join(_parts);
}
