using System.Collections.Immutable;

namespace AgentTuning.Environments.General;

/// <summary>Days and months, which every split shares.</summary>
static class Calendar
{
    /// <summary>Monday first.</summary>
    public static readonly ImmutableArray<string> Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>January first.</summary>
    public static readonly ImmutableArray<string> Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];
}
