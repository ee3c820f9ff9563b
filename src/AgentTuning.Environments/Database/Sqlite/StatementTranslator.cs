using AgentTuning.Environments.Database.Sql;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>Turns one statement of MySQL's dialect into statements of SQLite's.</summary>
sealed class StatementTranslator
{
    readonly TokenReader _reader;
    readonly TranslationScope _scope;
    readonly QueryTranslator _queries;

    StatementTranslator(TranslationScope scope)
    {
        _scope = scope;
        _reader = new TokenReader(scope.Sql, MySqlTokenizer.ReadOne(scope.Sql));
        _queries = new QueryTranslator(_reader, scope);
    }

    /// <summary>The statements to run in their order; the rows are those of the last one.</summary>
    /// <exception cref="SqlException">The statement is malformed, refused or beyond SQLite.</exception>
    public static IReadOnlyList<string> Translate(TranslationScope scope)
    {
        var translator = new StatementTranslator(scope);
        var statements = translator.Translate();
        return translator._reader.IsAtEnd ? statements : throw translator._reader.Fault();
    }

    IReadOnlyList<string> Translate()
    {
        var first = _reader.Current;
        if (QueryTranslator.Begins(first) || first.IsSymbol("("))
            return [_queries.Translate()];
        if (first.Kind != SqlTokenKind.Word)
            throw _reader.Fault();
        switch (first.Text.ToUpperInvariant())
        {
            case "INSERT" or "REPLACE": return [new ModificationTranslator(_reader, _scope, _queries).TranslateInsert()];
            case "UPDATE": return [new ModificationTranslator(_reader, _scope, _queries).TranslateUpdate()];
            case "DELETE": return [new ModificationTranslator(_reader, _scope, _queries).TranslateDelete()];
            case "CREATE" or "ALTER" or "DROP" or "RENAME" or "TRUNCATE": return new SchemaTranslator(_reader, _scope, _queries).Translate();
            case "SHOW": return TranslateShow();
            case "DESCRIBE" or "DESC" or "EXPLAIN": return TranslateDescribe();
            case "USE": return TranslateUse();
            case "BEGIN" or "START" or "COMMIT" or "ROLLBACK" or "SAVEPOINT" or "RELEASE": return TranslateTransaction();
            case "SET": return TranslateSet();
            case "KILL": throw new SqlException(new SqlError(1095, "HY000", "You are not owner of thread 1"));
            case "LOAD": throw new SqlException(SqlErrors.PrivilegeNeeded("FILE"));
            case "GRANT" or "REVOKE" or "FLUSH" or "RESET" or "PURGE" or "SHUTDOWN" or "INSTALL" or "UNINSTALL": throw new SqlException(SqlErrors.PrivilegeNeeded("SUPER"));
            case "LOCK" or "UNLOCK" or "ANALYZE" or "OPTIMIZE" or "CHECK":
                _reader.SkipRest();
                return [];
            case "CALL" or "PREPARE" or "EXECUTE" or "DEALLOCATE" or "DO" or "HANDLER": throw new SqlException(SqlErrors.NotSupported(first.Text.ToUpperInvariant()));
            default: throw _reader.Fault();
        }
    }

    IReadOnlyList<string> TranslateShow()
    {
        _reader.Next();
        _reader.TryTake("FULL");
        if (_reader.TryTake("TABLES"))
        {
            _reader.SkipRest();
            return [Catalogue.ShowTables(_scope.Database)];
        }

        if (_reader.TryTake("COLUMNS") || _reader.TryTake("FIELDS"))
        {
            if (!_reader.TryTake("FROM"))
                _reader.Expect("IN");
            return TranslateColumns();
        }

        if (_reader.TryTake("DATABASES") || _reader.TryTake("SCHEMAS"))
            return [$"SELECT 'information_schema' AS `Database` UNION ALL SELECT {SqliteText.Literal(_scope.Database)}"];
        if (_reader.TryTakeWords("CREATE", "TABLE"))
        {
            var name = _reader.ExpectName();
            return [RequireTable(name), $"SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name = {SqliteText.Literal(name)} COLLATE NOCASE"];
        }

        if (!_reader.Current.IsWord("WARNINGS", "ERRORS", "INDEX", "INDEXES", "KEYS", "STATUS", "VARIABLES", "GLOBAL", "SESSION", "TRIGGERS", "TABLE", "PROCESSLIST", "GRANTS"))
            throw _reader.Fault();
        _reader.SkipRest();
        return [];
    }

    IReadOnlyList<string> TranslateDescribe()
    {
        var verb = _reader.Next();
        if (_reader.Current.IsName && !_reader.Current.IsWord("SELECT", "UPDATE", "DELETE", "INSERT", "WITH"))
            return TranslateColumns();
        throw verb.IsWord("EXPLAIN") ? new SqlException(SqlErrors.NotSupported("EXPLAIN")) : _reader.Fault();
    }

    // A table that does not exist is asked for its rows first, which fails as it should.
    IReadOnlyList<string> TranslateColumns()
    {
        var name = _reader.ExpectName();
        if (_reader.TryTake("."))
            name = _reader.ExpectName();
        _reader.SkipRest();
        return [RequireTable(name), Catalogue.ShowColumns(SqliteText.Literal(name))];
    }

    static string RequireTable(string name) => $"SELECT 1 FROM {SqliteText.Name(name)} LIMIT 0";

    IReadOnlyList<string> TranslateUse()
    {
        _reader.Next();
        var name = _reader.ExpectName();
        return _scope.IsOwnDatabase(name) ? [] : throw new SqlException(SqlErrors.AccessDenied(name));
    }

    IReadOnlyList<string> TranslateTransaction()
    {
        var verb = _reader.Next();
        if (verb.IsWord("START"))
            _reader.Expect("TRANSACTION");
        if (verb.IsWord("SAVEPOINT"))
            return [$"SAVEPOINT {SqliteText.Name(_reader.ExpectName())}"];
        if (verb.IsWord("RELEASE"))
        {
            _reader.Expect("SAVEPOINT");
            return [$"RELEASE {SqliteText.Name(_reader.ExpectName())}"];
        }

        if (verb.IsWord("ROLLBACK") && _reader.TryTake("TO"))
        {
            _reader.TryTake("SAVEPOINT");
            return [$"ROLLBACK TO {SqliteText.Name(_reader.ExpectName())}"];
        }

        _reader.SkipRest();
        return [verb.IsWord("COMMIT") ? "COMMIT" : verb.IsWord("ROLLBACK") ? "ROLLBACK" : "BEGIN"];
    }

    IReadOnlyList<string> TranslateSet()
    {
        _reader.Next();
        if (_reader.Current.IsWord("GLOBAL", "PERSIST") || _reader.Current.Text.StartsWith("@@GLOBAL", StringComparison.OrdinalIgnoreCase))
            throw new SqlException(SqlErrors.PrivilegeNeeded("SUPER or SYSTEM_VARIABLES_ADMIN"));
        _reader.SkipRest();
        return [];
    }
}
