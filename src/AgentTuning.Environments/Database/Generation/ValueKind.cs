namespace AgentTuning.Environments.Database.Generation;

/// <summary>What a generated column holds. Every cell is text in the end, as in the benchmark.</summary>
enum ValueKind
{
    /// <summary>A name that no other row has.</summary>
    Name,

    /// <summary>A name that other rows may have.</summary>
    Pool,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>An integer.</summary>
    Integer,

    /// <summary>An integer with commas between thousands.</summary>
    Thousands,

    /// <summary>An integer with its sign, such as <c>+2</c>.</summary>
    Signed,

    /// <summary>A number with a fixed count of decimals.</summary>
    Decimal,

    /// <summary>A number with one decimal that may be negative.</summary>
    SignedDecimal,

    /// <summary>An amount with a currency sign and two decimals.</summary>
    Money,

    /// <summary>An amount with a currency sign and commas between thousands.</summary>
    MoneyThousands,

    /// <summary>A percentage with its sign.</summary>
    Percent,

    /// <summary>A percentage with plus or minus.</summary>
    SignedPercent,

    /// <summary>A year.</summary>
    Year,

    /// <summary>A calendar date in one of several styles.</summary>
    Date,

    /// <summary>1, 2, 3 and so on down the rows.</summary>
    Rank,

    /// <summary>A place such as <c>5th</c>.</summary>
    Ordinal,

    /// <summary>A result such as <c>3–1</c>.</summary>
    Score,

    /// <summary>Goals and points of Australian football, such as <c>13.17 (95)</c>.</summary>
    Points,

    /// <summary>A result with its letter, such as <c>W 28-10</c>.</summary>
    Result,

    /// <summary>Wins, losses and draws, such as <c>13-2-1</c>.</summary>
    Record,

    /// <summary>A tennis score, such as <c>6–3, 6–4</c>.</summary>
    Sets,

    /// <summary>A time of day.</summary>
    Clock,

    /// <summary>Minutes and seconds, such as <c>2:16.33</c>.</summary>
    LapTime,

    /// <summary>A season such as <c>2010–11</c>.</summary>
    Season,

    /// <summary>First and last year, such as <c>1935–1960</c>.</summary>
    Years,

    /// <summary>Letters and digits.</summary>
    Code,

    /// <summary>A remark that most rows lack.</summary>
    Note,
}
