namespace AgentTuning.Environments.Database.Generation;

/// <summary>A column of a generated table.</summary>
/// <param name="Index">Its place in the table.</param>
/// <param name="Header">Its name, stray spaces and all.</param>
/// <param name="Values">Draws its cells.</param>
sealed record GeneratedColumn(int Index, string Header, ColumnValues Values)
{
    /// <summary>What it holds.</summary>
    public ValueKind Kind => Values.Column.Kind;

    /// <summary>True where every row has a value of its own.</summary>
    public bool IsUnique { get; init; }

    /// <summary>True where some cells say nothing: empty, <c>N/A</c>, or a header repeated as a row.</summary>
    public bool HasGaps { get; init; }

    /// <summary>Its cells mean numbers.</summary>
    public bool IsNumeric => Kind is ValueKind.Integer or ValueKind.Thousands or ValueKind.Signed or ValueKind.Decimal or ValueKind.SignedDecimal
        or ValueKind.Money or ValueKind.MoneyThousands or ValueKind.Percent or ValueKind.SignedPercent or ValueKind.Year or ValueKind.Rank;

    /// <summary>Its cells are amounts, whose sum and mean say something.</summary>
    public bool IsAmount => Kind is ValueKind.Integer or ValueKind.Thousands or ValueKind.Decimal or ValueKind.Money or ValueKind.MoneyThousands;

    /// <summary>Several rows may well have the same value.</summary>
    public bool IsCategory => Kind is ValueKind.Choice or ValueKind.Pool;

    /// <summary>The column as a name in a statement.</summary>
    public string Sql => SqlText.Name(Header);

    /// <summary>Its number in a statement: the text without commas and currency sign, made a number by adding 0.</summary>
    /// <remarks>
    /// The columns are TEXT, so that '9' sorts after '10' and '46,826' would read as 46. The commas are always taken out, because nothing in a header says
    /// whether its values have them. Both engines read a leading sign and stop at a percent sign.
    /// </remarks>
    public string NumberSql => Kind is ValueKind.Money or ValueKind.MoneyThousands
        ? $"REPLACE(REPLACE({Sql}, '{Values.Style.Currency}', ''), ',', '') + 0"
        : $"REPLACE({Sql}, ',', '') + 0";
}
