using Microsoft.Data.Sqlite;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>MySQL's functions, made once and given to every connection.</summary>
sealed class FunctionTable
{
    readonly List<(string Name, Func<object?[], object?> Function)> _functions = [];

    FunctionTable()
    {
        ComparisonFunctions.AddTo(this);
        TextFunctions.AddTo(this);
        NumberFunctions.AddTo(this);
        DateFunctions.AddTo(this);
    }

    /// <summary>The only one needed; it holds no state.</summary>
    public static FunctionTable Shared { get; } = new();

    public void Add(string name, Func<object?[], object?> function) => _functions.Add((name, function));

    /// <summary>Makes the functions, the aggregates and the collation known to a connection.</summary>
    public void Register(SqliteConnection connection, Random random, Func<DateTime> clock, Action<SqlError> fail)
    {
        foreach (var (name, function) in _functions)
            connection.CreateFunction<object?>(name, arguments => Call(function, arguments, fail), isDeterministic: true);
        connection.CreateFunction<object?>("my_rand", arguments => arguments.Length == 0 ? random.NextDouble() : new Random((int)(MySqlValue.ToInteger(arguments[0]) ?? 0)).NextDouble());
        connection.CreateFunction<object?>("my_now", _ => MySqlDate.Print(clock()));
        connection.CreateFunction<object?>("my_curdate", _ => MySqlDate.PrintDate(clock()));
        connection.CreateFunction<object?>("my_curtime", _ => MySqlDate.PrintTime(clock().TimeOfDay));
        AggregateFunctions.Register(connection);
        connection.CreateCollation("mysql", MySqlCollation.Compare);
    }

    // An exception would cross native code with its message alone, so the error is kept aside.
    static object? Call(Func<object?[], object?> function, object?[] arguments, Action<SqlError> fail)
    {
        for (var i = 0; i < arguments.Length; i++)
            if (arguments[i] is DBNull)
                arguments[i] = null;
        try
        {
            return function(arguments);
        }
        catch (FunctionException exception)
        {
            fail(exception.Error);
            throw;
        }
        catch (System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            fail(new SqlError(3699, "HY000", "Timeout exceeded in regular expression match."));
            throw;
        }
    }
}
