using AgentTuning.Environments.Database.Generation;

namespace AgentTuning.Environments.Database.Reference;

/// <summary>Words the thoughts of the reference agent: which columns and values it will use, then what came of it.</summary>
/// <param name="table">The table's name.</param>
/// <param name="random">The source of chance.</param>
sealed class ReferenceThoughts(string table, Random random)
{
    /// <summary>The thought before a statement.</summary>
    public string Before(string sql)
    {
        var outline = SqlOutline.Read(sql);
        var section = Section(outline);
        return Write(
            section,
            ("table", SqlText.Name(table)),
            ("target", outline.Target ?? ""),
            ("assigned", string.Join(", ", outline.Assigned)),
            ("where", string.Join(" and ", outline.Conditions)),
            ("order", outline.Order ?? ""),
            ("direction", outline.IsDescending ? "highest first" : "lowest first"),
            ("function", outline.Function switch
            {
                "SUM" => "sum",
                "MIN" => "minimum",
                "MAX" => "maximum",
                _ => "average",
            }));
    }

    /// <summary>The thought after a modification.</summary>
    public string AfterModifying(string sql) => Write(SqlOutline.Read(sql).Verb switch
    {
        "INSERT" => "inserted",
        "DELETE" => "deleted",
        _ => "updated",
    });

    /// <summary>The thought over answers found.</summary>
    public string Found(IReadOnlyList<string?> values) => values switch
    {
        [] or [null] => Write("found-none"),
        [{ } value] => Write("found-one", ("value", value)),
        _ => Write("found-many"),
    };

    /// <summary>A thought of a section of <c>Thoughts.txt</c>.</summary>
    public string Write(string section, params ReadOnlySpan<(string Name, string Text)> slots) =>
        slots.Length == 0
            ? DatabasePhrases.Thoughts.Write(random, section, ("table", SqlText.Name(table)))
            : DatabasePhrases.Thoughts.Write(random, section, slots);

    static string Section(SqlOutline outline)
    {
        if (!outline.IsComplete)
            return "plain";
        var hasConditions = outline.Conditions.Length > 0;
        return outline.Verb switch
        {
            "INSERT" => outline.Assigned.IsEmpty ? "insert-unnamed" : "insert",
            "UPDATE" => "update",
            "DELETE" => "delete",
            "SELECT" when outline.Function == "COUNT" && outline.IsDistinct => hasConditions ? "plain" : "count-distinct",
            "SELECT" when outline.Function == "COUNT" => hasConditions ? "count-where" : "count-all",
            "SELECT" when outline.Function is not null => hasConditions ? "aggregate-where" : "aggregate",
            "SELECT" when outline.Order is not null => hasConditions ? "order-where" : "order",
            "SELECT" when hasConditions => "lookup",
            _ => "plain",
        };
    }
}
