using System.Collections.Immutable;

namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>Makes questions and orders out of what a kind drew: words them and refuses answers that a guess would hit.</summary>
static class ProblemWriter
{
    /// <summary>A question for a number; null where a guess would do.</summary>
    public static GeneratedProblem? Integer(
        this TaskDraft draft, string section, string init, string solution, long answer, params ReadOnlySpan<(string Name, string Text)> slots) =>
        answer is >= -1 and < 2 ? null : Question(draft, AnswerMatching.Integer, section, (init, solution, $"{answer}"), slots);

    /// <summary>A question for a text.</summary>
    public static GeneratedProblem? Text(
        this TaskDraft draft, string section, string init, string solution, string answer, params ReadOnlySpan<(string Name, string Text)> slots) =>
        Question(draft, AnswerMatching.Text, section, (init, solution, answer), slots);

    /// <summary>A question for a size.</summary>
    public static GeneratedProblem? Size(
        this TaskDraft draft, string section, string init, string solution, string answer, params ReadOnlySpan<(string Name, string Text)> slots) =>
        Question(draft, AnswerMatching.Size, section, (init, solution, answer), slots);

    /// <summary>An order that must leave a folder as given.</summary>
    public static GeneratedProblem Change(
        this TaskDraft draft, string section, string init, string solution, FileTree after, params ReadOnlySpan<(string Name, string Text)> slots) =>
        Order(draft, section, init, solution, [TaskScript.Python(after.CheckingProgram())], slots);

    /// <summary>An order with checks of its own.</summary>
    public static GeneratedProblem Order(
        this TaskDraft draft, string section, string init, string solution, ImmutableArray<TaskScript> checks, params ReadOnlySpan<(string Name, string Text)> slots) => new()
        {
            Description = Describe(draft, section, "order", slots),
            Init = init,
            Solution = solution,
            Checks = checks,
        };

    /// <summary>A question about the agent's own shell, which a start script has prepared.</summary>
    public static GeneratedProblem? AboutShell(
        this TaskDraft draft, string section, (string Init, string Start, string Solution, string Answer) scripts, AnswerMatching form, params ReadOnlySpan<(string Name, string Text)> slots) => new()
        {
            Description = Describe(draft, section, form == AnswerMatching.Integer ? "integer" : "text", slots),
            Init = scripts.Init,
            Start = scripts.Start,
            Solution = scripts.Solution,
            Matching = AnswerMatching.Record,
            Answer = scripts.Answer,
        };

    static GeneratedProblem Question(
        TaskDraft draft, AnswerMatching matching, string section, (string Init, string Solution, string Answer) scripts, ReadOnlySpan<(string Name, string Text)> slots) => new()
        {
            Description = Describe(draft, section, matching switch { AnswerMatching.Integer => "integer", AnswerMatching.Size => "size", _ => "text" }, slots),
            Init = scripts.Init,
            Solution = scripts.Solution,
            Matching = matching,
            Answer = scripts.Answer,
        };

    // What is said around the wording itself: nothing, a greeting before it, or how to answer after it.
    static string Describe(TaskDraft draft, string section, string form, ReadOnlySpan<(string Name, string Text)> slots)
    {
        var book = OperatingSystemPhrases.Questions;
        var text = book.Write(draft.Random, draft.Split, section, slots);
        if (draft.Random.Chance(0.25))
            text = book.Write(draft.Random, draft.Split, form == "order" ? "before-order" : "before-question", ("text", text));
        if (form != "order" && draft.Random.Chance(0.5))
            text = $"{text} {book.Write(draft.Random, draft.Split, $"after-{form}")}";
        return text;
    }
}
