using System.Text;
using AgentTuning.Environments.Database.Sql;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>Turns MySQL's table references into SQLite's.</summary>
sealed class TableTranslator(TokenReader reader, TranslationScope scope, ExpressionTranslator expressions, QueryTranslator queries)
{
    /// <summary>Everything that may follow FROM.</summary>
    public string Translate()
    {
        var text = new StringBuilder(TranslateFactor());
        while (true)
        {
            if (reader.TryTake(","))
                text.Append(", ").Append(TranslateFactor());
            else if (TryTakeJoin() is { } join)
                AppendJoin(text, join);
            else
                return text.ToString();
        }
    }

    /// <summary>The kind of join that stands here, or null.</summary>
    public string? TryTakeJoin()
    {
        var natural = reader.Current.IsWord("NATURAL") ? reader.Next().Text.ToUpperInvariant() + " " : "";
        if (reader.TryTake("JOIN") || reader.TryTake("STRAIGHT_JOIN"))
            return natural + "JOIN";
        var kind = reader.Current.Text.ToUpperInvariant();
        if (!reader.Current.IsWord("INNER", "CROSS", "LEFT", "RIGHT"))
            return natural.Length == 0 ? null : throw reader.Fault();
        reader.Next();
        if (kind is "LEFT" or "RIGHT")
            reader.TryTake("OUTER");
        reader.Expect("JOIN");
        return natural + (kind is "CROSS" or "INNER" ? "JOIN" : $"{kind} JOIN");
    }

    /// <summary>ON and its condition, or null.</summary>
    public string? TryTranslateOn()
    {
        if (!reader.TryTake("ON"))
            return null;
        var clause = scope.Clause;
        scope.Clause = "on clause";
        var condition = expressions.Translate();
        scope.Clause = clause;
        return condition;
    }

    /// <summary>A table, a query in parentheses or joins in parentheses, with an alias.</summary>
    public string TranslateFactor()
    {
        if (!reader.TryTake("("))
            return TranslateTable() + TranslateAlias();
        var inner = QueryTranslator.Begins(reader.Current) || reader.Is("(") ? queries.TranslateNested() : Translate();
        reader.Expect(")");
        return $"({inner})" + TranslateAlias();
    }

    /// <summary>The name of a table, its database left out.</summary>
    public string TranslateName()
    {
        var name = reader.ExpectName();
        if (reader.TryTake("."))
        {
            if (!scope.IsOwnDatabase(name))
                throw new SqlException(SqlErrors.AccessDenied(name));
            name = reader.ExpectName();
        }

        if (name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("pragma_", StringComparison.OrdinalIgnoreCase))
            throw new SqlException(SqlErrors.NoSuchTable(scope.Database, name));
        return SqliteText.Name(name);
    }

    void AppendJoin(StringBuilder text, string join)
    {
        text.Append(' ').Append(join).Append(' ').Append(TranslateFactor());
        if (TryTranslateOn() is { } condition)
            text.Append(" ON ").Append(condition);
        else if (reader.TryTake("USING"))
            text.Append(" USING ").Append(queries.TranslateNames());
    }

    string TranslateTable()
    {
        if (reader.Current.Kind == SqlTokenKind.Word && ReservedWords.Contains(reader.Current.Text))
            throw reader.Fault();
        if (reader.Current.IsWord("information_schema") && reader.Peek().IsSymbol("."))
        {
            reader.Next();
            reader.Next();
            return Catalogue.View(reader.ExpectName(), scope.Database) ?? throw new SqlException(SqlErrors.AccessDenied("information_schema"));
        }

        return TranslateName();
    }

    string TranslateAlias()
    {
        var alias = "";
        if (reader.TryTake("AS") || IsAlias(reader.Current))
            alias = $" AS {SqliteText.Name(reader.ExpectName())}";
        while (reader.Current.IsWord("USE", "FORCE", "IGNORE") && reader.Peek().IsWord("INDEX", "KEY"))
        {
            reader.Next();
            reader.Next();
            reader.Expect("(");
            while (!reader.IsAtEnd && !reader.TryTake(")"))
                reader.Next();
        }

        return alias;
    }

    static bool IsAlias(SqlToken token) => token.Kind == SqlTokenKind.Name
        || (token.Kind == SqlTokenKind.Word && !ReservedWords.Contains(token.Text) && !token.IsWord("IGNORE", "PARTITION", "OFFSET"));
}
