using System.Collections.Immutable;
using AgentTuning.Environments.Database.Python;

namespace AgentTuning.Environments.Database;

/// <summary>What a statement returned: rows, none, or an error.</summary>
public sealed record SqlResult
{
    /// <summary>A statement without rows.</summary>
    public static SqlResult Empty { get; } = new();

    /// <summary>
    /// Cells as Python values: null, string, long, BigInteger, double, decimal, byte[], DateOnly, DateTime or TimeSpan.
    /// </summary>
    public ImmutableArray<ImmutableArray<object?>> Rows { get; init; } = [];

    /// <summary>Null where the statement ran.</summary>
    public SqlError? Error { get; init; }

    /// <summary>A statement that failed.</summary>
    public static SqlResult Failed(int number, string state, string message) => new() { Error = new SqlError(number, state, message) };

    /// <summary>As the agent of the original sees it: the printed list of tuples, or the error.</summary>
    public override string ToString() =>
        Error?.ToString() ?? PythonLiteral.Print(PythonContainer.List([.. Rows.Select(row => (object?)PythonContainer.Tuple(row))]));
}
