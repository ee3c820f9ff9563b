using System.Collections.Immutable;
using System.Globalization;

namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>Draws the lines of logs and tables.</summary>
static class LogDraft
{
    static readonly string[] Levels = ["INFO", "INFO", "INFO", "WARNING", "ERROR"];
    static readonly string[] Methods = ["GET", "GET", "POST"];
    static readonly string[] States = ["200", "200", "200", "404", "500"];

    /// <summary>Lines such as <c>2021-04-17 08:30:11 ERROR mailer: letter opened</c>, over a few days in their order.</summary>
    public static ImmutableArray<string> LogLines(this TaskDraft draft, int count)
    {
        var day = draft.Day();
        var services = draft.Random.Shuffled(WordsOf(draft, "service")).Take(3).ToList();
        var moments = Enumerable.Range(0, count).Select(_ => draft.Count(0, (4 * 86400) - 1)).Order();
        return [.. moments.Select(second =>
        {
            var time = day.AddDays(second / 86400).ToDateTime(default).AddSeconds(second % 86400).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            var (level, service) = (draft.Random.Pick(Levels), draft.Random.Pick(services));
            return $"{time} {level} {service}: {draft.Random.Pick(WordsOf(draft, "word"))} {draft.Random.Pick(WordsOf(draft, "verb"))}";
        })];
    }

    /// <summary>Lines such as <c>10.4.17.230 GET /maple.html 200 5120</c>.</summary>
    public static ImmutableArray<string> RequestLines(this TaskDraft draft, int count, int addresses)
    {
        var clients = Enumerable.Range(0, addresses).Select(_ => draft.Address()).ToList();
        var pages = draft.Words("noun", 4);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var client = i < addresses ? clients[i] : draft.Random.Pick(clients);
            return $"{client} {draft.Random.Pick(Methods)} /{draft.Random.Pick(pages)}.html {draft.Random.Pick(States)} {draft.Count(200, 9999)}";
        })];
    }

    /// <summary>The rows of a table of names, cities and whole numbers, each an array of fields.</summary>
    public static ImmutableArray<string[]> Rows(this TaskDraft draft, int count)
    {
        var cities = draft.Words("city", 3);
        var numbers = new HashSet<int>();
        while (numbers.Count < count)
            numbers.Add(draft.Count(11, 999));
        return [.. numbers.Select(number => new[] { draft.Invented(), draft.Random.Pick(cities), $"{number}" })];
    }

    /// <summary>Lines as a file's text.</summary>
    public static string Joined(this IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    static ImmutableArray<string> WordsOf(TaskDraft draft, string list) => WordLists.Of(draft.Split, list);
}
