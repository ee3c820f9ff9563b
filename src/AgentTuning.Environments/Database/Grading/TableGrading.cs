using AgentTuning.Environments.Database.Python;

namespace AgentTuning.Environments.Database.Grading;

/// <summary>Compares the content of the tables with what the gold statement makes of them.</summary>
static class TableGrading
{
    public static async Task<bool> IsRightAsync(
        DatabaseTask task, IDatabase database, IDatabaseEngine engine, GradingProfile profile, CancellationToken cancellationToken)
    {
        // The original compares the printed result with the printed result of the gold statement.
        if (profile == GradingProfile.Paper && task is { AnswerMd5: { } printed, Tables: [var table] })
            return string.Equals((await database.HashAsync(table, cancellationToken)).ToString(), printed, StringComparison.Ordinal);
        var found = await HashesAsync(task, database, cancellationToken);
        var wanted = task.AnswerMd5 is { } gold ? Unwrap(gold) : await GoldHashesAsync(task, engine, cancellationToken);
        return found is not null && string.Equals(found, wanted, StringComparison.Ordinal);
    }

    static async Task<string?> HashesAsync(DatabaseTask task, IDatabase database, CancellationToken cancellationToken)
    {
        var hashes = new List<string>();
        foreach (var table in task.Tables)
        {
            var result = await database.HashAsync(table, cancellationToken);
            if (result.Error is not null)
                return null;
            hashes.Add(result.Rows is [[string hash]] ? hash : "");
        }

        hashes.Sort(StringComparer.Ordinal);
        return string.Join('_', hashes);
    }

    // A task without a hash: the gold statement runs in a second database.
    static async Task<string?> GoldHashesAsync(DatabaseTask task, IDatabaseEngine engine, CancellationToken cancellationToken)
    {
        await using var database = await engine.CreateAsync(task.Tables, cancellationToken);
        var result = await database.ExecuteAsync(task.GoldStatement!, cancellationToken);
        if (result.Error is { } error)
            throw new EnvironmentException($"The gold statement failed with {error}. Statement: {task.GoldStatement}");
        return await HashesAsync(task, database, cancellationToken);
    }

    // [('0cc1…',)] or the bare hash.
    static string Unwrap(string gold)
    {
        if (!PythonLiteral.TryParse(gold, out var value))
            return gold.Trim();
        while (value is PythonContainer { Items: [var inner] })
            value = inner;
        return value as string ?? gold.Trim();
    }
}
