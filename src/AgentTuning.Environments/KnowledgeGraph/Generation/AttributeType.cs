namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>A number or a date that things of a type have.</summary>
/// <param name="Name">Such as <c>book.book.number_of_pages</c>.</param>
/// <param name="Domain">The type that has it.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Low">The lowest value.</param>
/// <param name="High">The highest.</param>
sealed record AttributeType(string Name, string Domain, ValueKind Kind, int Low, int High)
{
    /// <summary>What is said of the thing with the highest value: <c>has the most pages</c>.</summary>
    public required IReadOnlyList<string> Most { get; init; }

    /// <summary>What is said of the thing with the lowest value.</summary>
    public required IReadOnlyList<string> Least { get; init; }

    /// <summary>A sentence for a value, with <c>{s}</c> and <c>{v}</c>; mediators have their roles instead of <c>{s}</c>.</summary>
    public required string Tell { get; init; }

    /// <summary>The type of the values, as Freebase names it.</summary>
    public string Range => Kind switch
    {
        ValueKind.Date or ValueKind.Year => "type.datetime",
        ValueKind.Int or ValueKind.Count => "type.int",
        _ => "type.float",
    };
}
