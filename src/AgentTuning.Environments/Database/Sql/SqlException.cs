namespace AgentTuning.Environments.Database.Sql;

/// <summary>Leaves the reading of a statement with the error that the agent shall see.</summary>
sealed class SqlException(SqlError error) : Exception(error.ToString())
{
    public SqlError Error => error;
}
