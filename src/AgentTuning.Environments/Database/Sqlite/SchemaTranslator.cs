using System.Text;
using AgentTuning.Environments.Database.Sql;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>Turns MySQL's statements about tables into SQLite's: CREATE, ALTER, DROP, RENAME and TRUNCATE.</summary>
sealed class SchemaTranslator(TokenReader reader, TranslationScope scope, QueryTranslator queries)
{
    public IReadOnlyList<string> Translate()
    {
        var verb = reader.Next();
        if (verb.IsWord("TRUNCATE"))
        {
            reader.TryTake("TABLE");
            return [$"DELETE FROM {queries.Tables.TranslateName()}"];
        }

        if (verb.IsWord("RENAME"))
            return TranslateRename();
        if (verb.IsWord("ALTER"))
            return TranslateAlter();
        return verb.IsWord("DROP") ? TranslateDrop() : TranslateCreate();
    }

    IReadOnlyList<string> TranslateCreate()
    {
        reader.TryTakeWords("OR", "REPLACE");
        var isUnique = reader.TryTake("UNIQUE");
        reader.TryTake("TEMPORARY");
        if (reader.TryTake("INDEX") || reader.TryTake("KEY"))
            return TranslateIndex(isUnique);
        if (reader.TryTake("VIEW"))
        {
            var view = queries.Tables.TranslateName();
            var columns = reader.Is("(") ? queries.TranslateNames() : "";
            reader.Expect("AS");
            return [$"DROP VIEW IF EXISTS {view}", $"CREATE VIEW {view}{columns} AS {queries.TranslateNested()}"];
        }

        if (!reader.TryTake("TABLE"))
            throw Refused();
        var condition = reader.TryTakeWords("IF", "NOT", "EXISTS") ? "IF NOT EXISTS " : "";
        var name = queries.Tables.TranslateName();
        if (reader.TryTake("LIKE"))
            return [$"CREATE TABLE {condition}{name} AS SELECT * FROM {queries.Tables.TranslateName()} WHERE 0"];
        if (reader.TryTake("AS") || QueryTranslator.Begins(reader.Current))
            return [$"CREATE TABLE {condition}{name} AS {queries.TranslateNested()}"];
        var definitions = TranslateDefinitions();
        reader.SkipRest();
        return [$"CREATE TABLE {condition}{name} ({definitions})"];
    }

    // ENGINE, CHARSET and the like follow a table and mean nothing here.
    string TranslateDefinitions()
    {
        reader.Expect("(");
        var items = new List<string>();
        do
        {
            if (TryTranslateKey(out var key))
                items.AddRange(key is null ? [] : [key]);
            else
                items.Add($"{SqliteText.Name(reader.ExpectName())} {TranslateType()}");
        }
        while (reader.TryTake(","));
        reader.Expect(")");
        return string.Join(", ", items);
    }

    bool TryTranslateKey(out string? key)
    {
        key = null;
        if (reader.TryTake("CONSTRAINT") && !reader.Current.IsWord("PRIMARY", "UNIQUE", "FOREIGN", "CHECK"))
            reader.Next();
        var kind = reader.Current;
        if (!kind.IsWord("PRIMARY", "UNIQUE", "KEY", "INDEX", "FOREIGN", "CHECK", "FULLTEXT"))
            return false;
        var isKey = kind.IsWord("PRIMARY", "UNIQUE");
        while (!reader.IsAtEnd && !reader.Is("("))
            reader.Next();
        if (isKey)
            key = (kind.IsWord("PRIMARY") ? "PRIMARY KEY " : "UNIQUE ") + TranslateIndexColumns();
        else
            SkipParentheses();
        while (!reader.IsAtEnd && !reader.Is(",") && !reader.Is(")"))
            SkipItem();
        return true;
    }

    string TranslateIndexColumns()
    {
        var columns = new List<string>();
        reader.Expect("(");
        do
        {
            columns.Add(SqliteText.Name(reader.ExpectName()));
            if (reader.Is("("))
                SkipParentheses();
            if (!reader.TryTake("ASC"))
                reader.TryTake("DESC");
        }
        while (reader.TryTake(","));
        reader.Expect(")");
        return $"({string.Join(", ", columns)})";
    }

    string TranslateType()
    {
        var type = reader.ExpectName().ToUpperInvariant();
        if (reader.Is("("))
            SkipParentheses();
        var isNumber = type is "INT" or "INTEGER" or "BIGINT" or "SMALLINT" or "TINYINT" or "MEDIUMINT" or "BOOL" or "BOOLEAN" or "YEAR" or "SERIAL";
        var isReal = type is "FLOAT" or "DOUBLE" or "REAL";
        var text = new StringBuilder(isNumber ? "INTEGER" : isReal ? "REAL" : type is "DECIMAL" or "NUMERIC" ? "NUMERIC" : "TEXT COLLATE mysql");
        while (!reader.IsAtEnd && !reader.Is(",") && !reader.Is(")"))
        {
            if (reader.TryTakeWords("NOT", "NULL"))
                text.Append(" NOT NULL");
            else if (reader.TryTakeWords("PRIMARY", "KEY"))
                text.Append(" PRIMARY KEY");
            else if (reader.TryTake("UNIQUE"))
                text.Append(" UNIQUE");
            else if (reader.TryTake("DEFAULT"))
                text.Append(" DEFAULT ").Append(TranslateDefault());
            else
                SkipItem();
        }

        return text.ToString();
    }

    string TranslateDefault() => reader.Current.Kind switch
    {
        SqlTokenKind.Text => SqliteText.Literal(reader.Next().Text),
        SqlTokenKind.Number => reader.Next().Text,
        _ when reader.Current.IsWord("TRUE", "FALSE", "NULL") => reader.Next().Text,
        _ => $"({queries.Expressions.Translate()})",
    };

    void SkipItem()
    {
        if (reader.Is("("))
            SkipParentheses();
        else
            reader.Next();
    }

    void SkipParentheses()
    {
        var depth = 0;
        do
        {
            if (reader.IsAtEnd)
                throw reader.Fault();
            depth += reader.Is("(") ? 1 : reader.Is(")") ? -1 : 0;
            reader.Next();
        }
        while (depth > 0);
    }

    IReadOnlyList<string> TranslateIndex(bool isUnique)
    {
        var name = SqliteText.Name(reader.ExpectName());
        reader.Expect("ON");
        var table = queries.Tables.TranslateName();
        var columns = TranslateIndexColumns();
        reader.SkipRest();
        return isUnique ? [$"CREATE UNIQUE INDEX {name} ON {table} {columns}"] : [];
    }

    List<string> TranslateDrop()
    {
        reader.TryTake("TEMPORARY");
        var kind = reader.Current.IsWord("TABLE", "VIEW") ? reader.Next().Text.ToUpperInvariant() : "";
        if (reader.TryTake("INDEX"))
        {
            reader.SkipRest();
            return [];
        }

        if (kind.Length == 0)
            throw Refused();
        var condition = reader.TryTakeWords("IF", "EXISTS") ? "IF EXISTS " : "";
        var statements = new List<string>();
        do
            statements.Add($"DROP {kind} {condition}{queries.Tables.TranslateName()}");
        while (reader.TryTake(","));
        if (!reader.TryTake("CASCADE"))
            reader.TryTake("RESTRICT");
        return statements;
    }

    List<string> TranslateRename()
    {
        reader.Expect("TABLE");
        var statements = new List<string>();
        do
        {
            var from = queries.Tables.TranslateName();
            reader.Expect("TO");
            statements.Add($"ALTER TABLE {from} RENAME TO {queries.Tables.TranslateName()}");
        }
        while (reader.TryTake(","));
        return statements;
    }

    List<string> TranslateAlter()
    {
        if (!reader.TryTake("TABLE"))
            throw Refused();
        var table = queries.Tables.TranslateName();
        var statements = new List<string>();
        do
            AddAlteration(statements, table);
        while (reader.TryTake(","));
        return statements;
    }

    void AddAlteration(List<string> statements, string table)
    {
        var verb = reader.Next();
        if (verb.IsWord("ADD") && !reader.Current.IsWord("PRIMARY", "UNIQUE", "KEY", "INDEX", "FOREIGN", "CONSTRAINT", "FULLTEXT", "CHECK"))
        {
            reader.TryTake("COLUMN");
            statements.Add($"ALTER TABLE {table} ADD COLUMN {SqliteText.Name(reader.ExpectName())} {TranslateType()}");
        }
        else if (verb.IsWord("DROP") && !reader.Current.IsWord("PRIMARY", "KEY", "INDEX", "FOREIGN", "CONSTRAINT", "CHECK"))
        {
            reader.TryTake("COLUMN");
            statements.Add($"ALTER TABLE {table} DROP COLUMN {SqliteText.Name(reader.ExpectName())}");
        }
        else if (verb.IsWord("RENAME") && reader.TryTake("COLUMN"))
        {
            var from = SqliteText.Name(reader.ExpectName());
            reader.Expect("TO");
            statements.Add($"ALTER TABLE {table} RENAME COLUMN {from} TO {SqliteText.Name(reader.ExpectName())}");
        }
        else if (verb.IsWord("RENAME"))
        {
            if (!reader.TryTake("TO"))
                reader.TryTake("AS");
            statements.Add($"ALTER TABLE {table} RENAME TO {queries.Tables.TranslateName()}");
        }
        else if (verb.IsWord("CHANGE"))
        {
            reader.TryTake("COLUMN");
            var from = SqliteText.Name(reader.ExpectName());
            var to = SqliteText.Name(reader.ExpectName());
            TranslateType();
            if (from != to)
                statements.Add($"ALTER TABLE {table} RENAME COLUMN {from} TO {to}");
        }
        else if (verb.IsWord("MODIFY", "ADD", "DROP"))
        {
            while (!reader.IsAtEnd && !reader.Is(","))
                SkipItem();
        }
        else
        {
            throw new SqlException(SqlErrors.NotSupported("this ALTER TABLE"));
        }
    }

    // Databases, users, routines and triggers are not the agent's to make.
    SqlException Refused() => reader.Current.IsWord("DATABASE", "SCHEMA")
        ? new SqlException(SqlErrors.AccessDenied(reader.Peek().IsName ? reader.Peek().Text : scope.Database))
        : reader.Current.IsWord("USER", "ROLE", "SERVER") ? new SqlException(SqlErrors.PrivilegeNeeded("CREATE USER"))
        : reader.Current.IsWord("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT") ? new SqlException(SqlErrors.NotSupported("routines and triggers"))
        : reader.Fault();
}
