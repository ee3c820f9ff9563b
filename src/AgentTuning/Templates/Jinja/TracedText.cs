using System.Collections.Immutable;
using System.Text;

namespace AgentTuning.Templates.Jinja;

/// <summary>A text whose every character knows where it comes from: the template, a message, or other data.</summary>
/// <remarks>Parts and joins of a text keep the origins of their characters; what a filter makes anew has the origin of what it was made from.</remarks>
public sealed class TracedText : IEquatable<TracedText>
{
    /// <summary>The origin of what the template wrote.</summary>
    public const int Template = 0;

    /// <summary>The origin of data that is no message: tools, documents, other variables.</summary>
    public const int OtherData = -1;

    readonly ImmutableArray<(int End, int Origin)> _runs;

    TracedText(string text, ImmutableArray<(int End, int Origin)> runs) => (Text, _runs) = (text, runs);

    /// <summary>A text of one origin.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="origin"><see cref="Template"/>, <see cref="OtherData"/>, or a message, counted from 1.</param>
    public TracedText(string text, int origin)
        : this(text, text.Length == 0 ? [] : [(text.Length, origin)])
    {
    }

    /// <summary>No characters.</summary>
    public static TracedText Empty { get; } = new("", Template);

    /// <summary>The characters.</summary>
    public string Text { get; }

    /// <summary>True where the text counts as HTML; parts and changes of it do not.</summary>
    internal bool IsMarkup { get; private init; }

    /// <summary>The number of UTF-16 units.</summary>
    public int Length => Text.Length;

    /// <summary>Where runs of one origin end, in order; the last ends with the text.</summary>
    public IReadOnlyList<(int End, int Origin)> Runs => _runs;

    /// <summary>The origin of what is made anew from this text: of its first character that is not the template's.</summary>
    public int Origin
    {
        get
        {
            foreach (var (_, origin) in _runs)
            {
                if (origin != Template)
                    return origin;
            }

            return Template;
        }
    }

    /// <summary>Several texts, one after the other.</summary>
    public static TracedText Join(IEnumerable<TracedText> parts)
    {
        var text = new StringBuilder();
        var runs = ImmutableArray.CreateBuilder<(int End, int Origin)>();
        foreach (var part in parts)
            part.AppendTo(text, runs);
        return new TracedText(text.ToString(), runs.ToImmutable());
    }

    /// <summary>Two texts, one after the other.</summary>
    public TracedText Append(TracedText other) => Join([this, other]);

    /// <summary>The same text as HTML.</summary>
    internal TracedText AsMarkup() => IsMarkup ? this : new(Text, _runs) { IsMarkup = true };

    /// <summary>A part, with its origins.</summary>
    public TracedText Slice(int start, int length)
    {
        if (length == Length)
            return this;
        var runs = ImmutableArray.CreateBuilder<(int End, int Origin)>();
        foreach (var (runEnd, origin) in _runs)
        {
            var end = Math.Min(runEnd, start + length);
            if (end > start + (runs.Count == 0 ? 0 : runs[^1].End))
                runs.Add((end - start, origin));
        }

        return new TracedText(Text.Substring(start, length), runs.ToImmutable());
    }

    /// <summary>Other characters made from these.</summary>
    public TracedText With(string text) => new(text, Origin);

    /// <summary>Without white space at one or both ends, as Python counts it.</summary>
    public TracedText Strip(bool start = true, bool end = true, string? characters = null)
    {
        var first = 0;
        var last = Length;
        while (start && first < last && IsStripped(Text[first]))
            first++;
        while (end && last > first && IsStripped(Text[last - 1]))
            last--;
        return Slice(first, last - first);

        bool IsStripped(char unit) => characters is null ? PythonText.IsWhiteSpace(unit) : characters.Contains(unit);
    }

    /// <inheritdoc/>
    public bool Equals(TracedText? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TracedText);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal void AppendTo(StringBuilder text, ImmutableArray<(int End, int Origin)>.Builder runs)
    {
        var offset = text.Length;
        text.Append(Text);
        foreach (var (end, origin) in _runs)
        {
            if (runs.Count > 0 && runs[^1].Origin == origin)
                runs[^1] = (offset + end, origin);
            else
                runs.Add((offset + end, origin));
        }
    }
}
