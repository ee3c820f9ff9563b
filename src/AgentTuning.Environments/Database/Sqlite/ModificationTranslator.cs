using System.Text;
using AgentTuning.Environments.Database.Sql;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>Turns MySQL's INSERT, REPLACE, UPDATE and DELETE into SQLite's.</summary>
sealed class ModificationTranslator(TokenReader reader, TranslationScope scope, QueryTranslator queries)
{
    /// <summary>INSERT and REPLACE with VALUES, SET or a query.</summary>
    public string TranslateInsert()
    {
        var text = new StringBuilder(reader.Next().IsWord("REPLACE") ? "REPLACE" : "INSERT");
        var isIgnoring = SkipModifiers();
        if (isIgnoring)
            text.Append(" OR IGNORE");
        reader.TryTake("INTO");
        text.Append(" INTO ").Append(queries.Tables.TranslateName());
        if (reader.TryTake("SET"))
        {
            AppendSet(text);
        }
        else
        {
            AppendColumns(text);
            if (reader.TryTake("VALUES") || reader.TryTake("VALUE"))
                AppendRows(text);
            else if (reader.Is("(") && QueryTranslator.Begins(reader.Peek()))
                AppendQueryInParentheses(text);
            else if (QueryTranslator.Begins(reader.Current))
                text.Append(' ').Append(queries.TranslateNested());
            else
                throw reader.Fault();
        }

        AppendOnDuplicate(text);
        return text.ToString();
    }

    /// <summary>UPDATE of one table, or of one table joined with others.</summary>
    public string TranslateUpdate()
    {
        reader.Next();
        SkipModifiers();
        var table = queries.Tables.TranslateFactor();
        var others = new List<string>();
        var conditions = new List<string>();
        while (reader.TryTake(",") || queries.Tables.TryTakeJoin() is "JOIN")
        {
            others.Add(queries.Tables.TranslateFactor());
            if (queries.Tables.TryTranslateOn() is { } condition)
                conditions.Add(condition);
        }

        reader.Expect("SET");
        scope.Clause = "field list";
        var text = new StringBuilder($"UPDATE {table} SET ");
        AppendAssignments(text);
        if (others.Count > 0)
            text.Append(" FROM ").AppendJoin(", ", others);
        var where = queries.TranslateWhere();
        if (where.Length > 0)
            conditions.Add($"({where[" WHERE ".Length..]})");
        if (reader.Current.IsWord("ORDER", "LIMIT"))
            text.Append(ChosenRows(table, conditions));
        else if (conditions.Count > 0)
            text.Append(" WHERE ").AppendJoin(" AND ", conditions);
        return text.ToString();
    }

    /// <summary>DELETE from one table, or from one of several joined.</summary>
    public string TranslateDelete()
    {
        reader.Next();
        SkipModifiers();
        if (!reader.TryTake("FROM"))
            return TranslateJoinedDelete();
        var table = queries.Tables.TranslateFactor();
        if (reader.TryTake("USING"))
            return TranslateChosenDelete(table, table);
        var where = queries.TranslateWhere();
        List<string> conditions = where.Length > 0 ? [where[" WHERE ".Length..]] : [];
        return reader.Current.IsWord("ORDER", "LIMIT")
            ? $"DELETE FROM {table}{ChosenRows(table, conditions)}"
            : $"DELETE FROM {table}{where}";
    }

    // DELETE a FROM a JOIN b …
    string TranslateJoinedDelete()
    {
        var target = queries.Tables.TranslateName();
        if (reader.TryTake("."))
            reader.Expect("*");
        if (reader.Is(","))
            throw new SqlException(SqlErrors.NotSupported("DELETE from several tables"));
        reader.Expect("FROM");
        return TranslateChosenDelete(target, null);
    }

    string TranslateChosenDelete(string target, string? table)
    {
        var references = queries.Tables.Translate();
        var where = queries.TranslateWhere();
        var real = table ?? RealName(references, target);
        return $"DELETE FROM {real} WHERE _rowid_ IN (SELECT {target}._rowid_ FROM {references}{where})";
    }

    // The column of `table`.`column`. A point inside the backticks belongs to the name: `Pos.`.
    static string LastName(string path)
    {
        var end = path.LastIndexOf("`.`", StringComparison.Ordinal);
        return end < 0 ? path : path[(end + 2)..];
    }

    // The target may be an alias of a table in the references.
    static string RealName(string references, string alias)
    {
        var mark = $" AS {alias}";
        var at = references.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        if (at <= 0 || references[at - 1] != '`')
            return alias;
        var start = references.LastIndexOf('`', at - 2);
        return start < 0 ? alias : references[start..at];
    }

    string ChosenRows(string table, List<string> conditions)
    {
        var text = new StringBuilder($" WHERE _rowid_ IN (SELECT _rowid_ FROM {table}");
        if (conditions.Count > 0)
            text.Append(" WHERE ").AppendJoin(" AND ", conditions);
        if (reader.TryTakeWords("ORDER", "BY"))
            text.Append(" ORDER BY ").Append(queries.TranslateOrder());
        queries.AppendLimit(text);
        return text.Append(')').ToString();
    }

    bool SkipModifiers()
    {
        var isIgnoring = false;
        while (reader.Current.IsWord("LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE", "QUICK"))
            isIgnoring |= reader.Next().IsWord("IGNORE");
        return isIgnoring;
    }

    void AppendColumns(StringBuilder text)
    {
        if (!reader.Is("(") || QueryTranslator.Begins(reader.Peek()))
            return;
        reader.Next();
        var columns = new List<string>();
        while (!reader.Is(")"))
        {
            var path = queries.Expressions.TranslatePath();
            columns.Add(LastName(path));
            if (!reader.TryTake(","))
                break;
        }

        reader.Expect(")");
        if (columns.Count > 0)
            text.Append(" (").AppendJoin(", ", columns).Append(')');
    }

    void AppendRows(StringBuilder text)
    {
        text.Append(" VALUES ");
        var width = -1;
        var row = 0;
        do
        {
            reader.Expect("(");
            var values = new List<string>();
            if (!reader.Is(")"))
            {
                values.Add(queries.Expressions.TranslateStored());
                while (reader.TryTake(","))
                    values.Add(queries.Expressions.TranslateStored());
            }

            reader.Expect(")");
            row++;
            if (values.Count == 0)
                throw new SqlException(SqlErrors.NotSupported("rows of defaults only"));
            if (width >= 0 && values.Count != width)
                throw new SqlException(new SqlError(1136, "21S01", $"Column count doesn't match value count at row {row}"));
            width = values.Count;
            text.Append(row > 1 ? ", (" : "(").AppendJoin(", ", values).Append(')');
        }
        while (reader.TryTake(","));
        if (reader.TryTake("AS"))
            reader.ExpectName();
    }

    void AppendSet(StringBuilder text)
    {
        var columns = new List<string>();
        var values = new List<string>();
        do
        {
            var path = queries.Expressions.TranslatePath();
            columns.Add(LastName(path));
            ExpectAssignment();
            values.Add(queries.Expressions.TranslateStored());
        }
        while (reader.TryTake(","));
        text.Append(" (").AppendJoin(", ", columns).Append(") VALUES (").AppendJoin(", ", values).Append(')');
    }

    void AppendAssignments(StringBuilder text)
    {
        var assignments = new List<string>();
        do
        {
            var path = queries.Expressions.TranslatePath();
            ExpectAssignment();
            assignments.Add($"{LastName(path)} = {queries.Expressions.TranslateStored()}");
        }
        while (reader.TryTake(","));
        text.AppendJoin(", ", assignments);
    }

    void ExpectAssignment()
    {
        if (!reader.TryTake(":="))
            reader.Expect("=");
    }

    void AppendQueryInParentheses(StringBuilder text)
    {
        reader.Next();
        text.Append(' ').Append(queries.TranslateNested());
        reader.Expect(")");
    }

    void AppendOnDuplicate(StringBuilder text)
    {
        if (!reader.TryTakeWords("ON", "DUPLICATE", "KEY", "UPDATE"))
            return;

        // SQLite needs a WHERE before it to tell it from the ON of a join.
        if (!text.ToString().Contains(" VALUES (", StringComparison.Ordinal))
            text.Append(" WHERE 1");
        text.Append(" ON CONFLICT DO UPDATE SET ");
        AppendAssignments(text);
    }
}
