namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>A function refuses its arguments with an error of MySQL's.</summary>
sealed class FunctionException(int number, string state, string message) : Exception(message)
{
    public SqlError Error { get; } = new(number, state, message);
}
