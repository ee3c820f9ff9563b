using System.Text;
using Microsoft.Data.Sqlite;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>MySQL's aggregates where SQLite's give other results.</summary>
static class AggregateFunctions
{
    // Enough for GROUP_CONCAT's 1,024 bytes whatever the separator.
    const int MaxCollected = 4096;

    public static void Register(SqliteConnection connection)
    {
        connection.CreateAggregate<object?, (bool IsReal, long Whole, double Real, long Count), object?>(
            "my_sum", default, Add, sum => sum.Count == 0 ? null : sum.IsReal ? (object)sum.Real : sum.Whole, isDeterministic: true);
        connection.CreateAggregate<object?, (bool IsReal, long Whole, double Real, long Count), object?>(
            "my_avg", default, Add, sum => sum.Count == 0 ? null : sum.Real / sum.Count, isDeterministic: true);
        connection.CreateAggregate<object?, StringBuilder?, object?>(
            "my_collect", null, Collect, text => text?.ToString(), isDeterministic: true);
        RegisterSpread(connection, "my_std", (squares, count) => Math.Sqrt(squares / count), 1);
        RegisterSpread(connection, "my_variance", (squares, count) => squares / count, 1);
        RegisterSpread(connection, "my_stddev_samp", (squares, count) => Math.Sqrt(squares / (count - 1)), 2);
        RegisterSpread(connection, "my_var_samp", (squares, count) => squares / (count - 1), 2);
    }

    static (bool IsReal, long Whole, double Real, long Count) Add((bool IsReal, long Whole, double Real, long Count) sum, object? value) => value switch
    {
        long whole => (sum.IsReal, unchecked(sum.Whole + whole), sum.Real + whole, sum.Count + 1),
        double real => (true, sum.Whole, sum.Real + real, sum.Count + 1),
        _ => sum,
    };

    static StringBuilder? Collect(StringBuilder? text, object? value)
    {
        if (MySqlValue.ToText(value) is not { } item)
            return text;
        if (text is null)
            return new StringBuilder(item);
        if (text.Length < MaxCollected)
            text.Append('\u0001').Append(item);
        return text;
    }

    // Welford's update of mean and sum of squares.
    static void RegisterSpread(SqliteConnection connection, string name, Func<double, long, double> finish, long fewest) =>
        connection.CreateAggregate<object?, (long Count, double Mean, double Squares), object?>(
            name,
            default,
            (state, value) =>
            {
                if (MySqlValue.ToDouble(value) is not { } number)
                    return state;
                var count = state.Count + 1;
                var delta = number - state.Mean;
                var mean = state.Mean + (delta / count);
                return (count, mean, state.Squares + (delta * (number - mean)));
            },
            state => state.Count < fewest ? null : finish(state.Squares, state.Count),
            isDeterministic: true);
}
