namespace AgentTuning.Environments.OperatingSystem.Generation.Kinds;

/// <summary>Questions about dates. All are in UTC and none looks at the clock.</summary>
static class DateQuestions
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } =
    [
        new("weekday", "dates", Weekday),
        new("days-between", "dates", DaysBetween),
        new("shifted-date", "dates", ShiftedDate),
        new("epoch", "dates", Epoch),
        new("day-of-year", "dates", DayOfYear, IsHeldOut: true),
        new("leap-years", "dates", LeapYears, IsHeldOut: true),
    ];

    static GeneratedProblem? Weekday(TaskDraft draft)
    {
        var day = draft.Day(1950, 2060);
        return draft.Text("weekday", "", $"date -d {TaskDraft.Iso(day)} +%A", $"{day.DayOfWeek}", ("date", TaskDraft.Iso(day)));
    }

    static GeneratedProblem? DaysBetween(TaskDraft draft)
    {
        var first = draft.Day(1970, 2040);
        var second = draft.Day(1970, 2040);
        if (second < first)
            (first, second) = (second, first);
        return draft.Integer(
            "days-between",
            "",
            $"echo $(( ($(date -u -d {TaskDraft.Iso(second)} +%s) - $(date -u -d {TaskDraft.Iso(first)} +%s)) / 86400 ))",
            second.DayNumber - first.DayNumber,
            ("date", TaskDraft.Iso(first)),
            ("other", TaskDraft.Iso(second)));
    }

    static GeneratedProblem? ShiftedDate(TaskDraft draft)
    {
        var (day, days) = (draft.Day(1970, 2040), draft.Number(20, 900));
        var isLater = draft.Random.Chance(0.6);
        return draft.Text(
            isLater ? "shifted-date" : "shifted-back",
            "",
            $"date -u -d '{TaskDraft.Iso(day)} {(isLater ? "+" : "-")}{days} days' +%F",
            TaskDraft.Iso(day.AddDays(isLater ? days : -days)),
            ("date", TaskDraft.Iso(day)),
            ("n", $"{days}"));
    }

    static GeneratedProblem? Epoch(TaskDraft draft)
    {
        var (day, hour, minute) = (draft.Day(1975, 2037), draft.Count(0, 23), draft.Count(0, 59));
        var time = $"{TaskDraft.Iso(day)} {hour:00}:{minute:00}:00";
        var seconds = ((day.DayNumber - new DateOnly(1970, 1, 1).DayNumber) * 86400L) + (hour * 3600) + (minute * 60);
        return draft.Random.Chance(0.5)
            ? draft.Integer("epoch", "", $"date -u -d '{time}' +%s", seconds, ("time", time))
            : draft.Text("from-epoch", "", $"date -u -d @{seconds} +%F", TaskDraft.Iso(day), ("n", $"{seconds}"));
    }

    static GeneratedProblem? DayOfYear(TaskDraft draft)
    {
        var day = draft.Day(1950, 2060);
        return draft.Integer("day-of-year", "", $"date -d {TaskDraft.Iso(day)} +%-j", day.DayOfYear, ("date", TaskDraft.Iso(day)));
    }

    static GeneratedProblem? LeapYears(TaskDraft draft)
    {
        var first = draft.Number(1890, 1990);
        var last = first + draft.Number(20, 70);
        return draft.Integer(
            "leap-years",
            "",
            $"for y in $(seq {first} {last}); do date -d $y-02-29 +%Y 2>/dev/null; done | wc -l",
            Enumerable.Range(first, last - first + 1).Count(DateTime.IsLeapYear),
            ("low", $"{first}"),
            ("high", $"{last}"));
    }
}
