using AgentTuning.Trajectories;

namespace AgentTuning.Evaluation;

/// <summary>What must be the same for two scores to be compared: the rules of the environment and how replies were drawn.</summary>
/// <param name="EnvironmentVersion">The environment's version.</param>
/// <param name="Engine">The engine behind the world, or null.</param>
/// <param name="PromptHash">Of system prompt and instruction.</param>
/// <param name="Temperature">Of sampling; 0 is greedy.</param>
/// <param name="MaxReplyTokens">The most new tokens in one reply.</param>
public sealed record ScoreProvenance(string EnvironmentVersion, string? Engine, string PromptHash, double Temperature, int MaxReplyTokens)
{
    /// <summary>The part of a trajectory's provenance that scores are compared by.</summary>
    public static ScoreProvenance Of(TrajectoryProvenance provenance) => new(
        provenance.EnvironmentVersion, provenance.Engine, provenance.PromptHash, provenance.Temperature, provenance.MaxReplyTokens);

    /// <summary>What differs, in words: <c>engine sqlite and mariadb</c>.</summary>
    internal string DifferenceTo(ScoreProvenance other)
    {
        var parts = new List<string>();
        Add("environment version", EnvironmentVersion, other.EnvironmentVersion);
        Add("engine", Engine ?? "none", other.Engine ?? "none");
        Add("prompt hash", PromptHash, other.PromptHash);
        Add("temperature", FormattableString.Invariant($"{Temperature}"), FormattableString.Invariant($"{other.Temperature}"));
        Add("most reply tokens", FormattableString.Invariant($"{MaxReplyTokens}"), FormattableString.Invariant($"{other.MaxReplyTokens}"));
        return string.Join(", ", parts);

        void Add(string name, string mine, string theirs)
        {
            if (!string.Equals(mine, theirs, StringComparison.Ordinal))
                parts.Add($"{name} {mine} and {theirs}");
        }
    }
}
