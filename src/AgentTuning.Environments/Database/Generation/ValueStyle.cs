namespace AgentTuning.Environments.Database.Generation;

/// <summary>How a column writes its values; one style for all its rows.</summary>
/// <param name="DateFormat">A .NET date format.</param>
/// <param name="Dash">The dash of scores and spans.</param>
/// <param name="Currency">The sign before amounts.</param>
/// <param name="IsQuoted">True where names stand in double quotes, as titles often do.</param>
sealed record ValueStyle(string DateFormat, string Dash, string Currency, bool IsQuoted)
{
    static readonly string[] DateFormats = ["yyyy-MM-dd", "MMMM d, yyyy", "d MMMM yyyy", "dd/MM/yyyy", "d MMM yyyy", "MMM d, yyyy"];

    /// <summary>A style drawn at random.</summary>
    public static ValueStyle Draw(Random random) => new(
        random.Pick(DateFormats),
        random.Chance(0.5) ? "-" : "–",
        random.Pick(["$", "$", "£", "€"]),
        random.Chance(0.04));

    /// <summary>True where the text of dates sorts as the dates do.</summary>
    public bool HasSortableDates => DateFormat == "yyyy-MM-dd";
}
