using System.Text.RegularExpressions;

namespace AgentTuning.Hub;

/// <summary>A model on a hub: <c>organisation/model</c>, with <c>@revision</c> where it is not <c>main</c>.</summary>
/// <param name="Repository">Such as <c>Qwen/Qwen2.5-0.5B-Instruct</c>.</param>
/// <param name="Revision">A branch, a tag or a commit.</param>
public sealed partial record HubName(string Repository, string Revision)
{
    const int MaxLength = 256;

    /// <summary>Reads a name; null where the text is none.</summary>
    public static HubName? Parse(string text)
    {
        if (text.Length > MaxLength || Pattern().Match(text) is not { Success: true } match) return null;
        var (repository, revision) = (match.Groups["repository"].Value, match.Groups["revision"]);
        if (repository.Contains("..", StringComparison.Ordinal) || repository.Contains("--", StringComparison.Ordinal)) return null;
        if (!revision.Success) return new(repository, "main");
        return HubPath.IsSafe(revision.Value) ? new(repository, revision.Value) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Revision == "main" ? Repository : $"{Repository}@{Revision}";

    [GeneratedRegex(@"^(?<repository>[A-Za-z0-9_][A-Za-z0-9_.-]*/[A-Za-z0-9_][A-Za-z0-9_.-]*)(@(?<revision>[A-Za-z0-9_][A-Za-z0-9_./+-]*))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
