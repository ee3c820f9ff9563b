using System.Collections.Immutable;

namespace AgentTuning.Environments.General;

/// <summary>One question, the reference reply, and what a reply is measured against.</summary>
sealed record Exchange
{
    /// <summary>What the user says.</summary>
    public required string Question { get; init; }

    /// <summary>A right reply, steps included.</summary>
    public required string Reply { get; init; }

    /// <summary>How replies are compared.</summary>
    public required GradingRule Rule { get; init; }

    /// <summary>What the rule compares with: one text, one per item, or one per phrase.</summary>
    public ImmutableArray<string> Expected { get; init; } = [];

    /// <summary>The reply must be this text and nothing else.</summary>
    public static Exchange Exact(string question, string reply) =>
        new() { Question = question, Reply = reply, Rule = GradingRule.Exact, Expected = [reply] };

    /// <summary>The reply gives this short answer.</summary>
    public static Exchange Answer(string question, string answer) =>
        new() { Question = question, Reply = answer, Rule = GradingRule.Answer, Expected = [answer] };

    /// <summary>The reply works its way to an answer.</summary>
    public static Exchange Worked(GradingRule rule, string question, string steps, string answer) =>
        new() { Question = question, Reply = $"{steps} The answer is {answer}.", Rule = rule, Expected = [answer] };

    /// <summary>The reply lists these items.</summary>
    public static Exchange List(string question, IReadOnlyList<string> items) =>
        new() { Question = question, Reply = string.Join(", ", items), Rule = GradingRule.List, Expected = [.. items] };

    /// <summary>The reply holds these phrases.</summary>
    public static Exchange Containing(string question, string reply, params ImmutableArray<string> phrases) =>
        new() { Question = question, Reply = reply, Rule = GradingRule.Contains, Expected = phrases };

    /// <summary>Any reply will do.</summary>
    public static Exchange Ungraded(string question, string reply) => new() { Question = question, Reply = reply, Rule = GradingRule.Any };
}
