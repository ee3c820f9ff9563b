using System.Text;
using AgentTuning.Environments.Database.Sql;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>Turns MySQL's queries into SQLite's.</summary>
sealed class QueryTranslator
{
    readonly TokenReader _reader;
    readonly TranslationScope _scope;
    readonly ExpressionTranslator _expressions;
    readonly TableTranslator _tables;
    int _depth;

    public QueryTranslator(TokenReader reader, TranslationScope scope)
    {
        _reader = reader;
        _scope = scope;
        _expressions = new ExpressionTranslator(reader, scope, this);
        _tables = new TableTranslator(reader, scope, _expressions, this);
    }

    /// <summary>Reads expressions between the clauses.</summary>
    public ExpressionTranslator Expressions => _expressions;

    /// <summary>Reads what follows FROM.</summary>
    public TableTranslator Tables => _tables;

    /// <summary>True for a word that begins a query.</summary>
    public static bool Begins(SqlToken token) => token.IsWord("SELECT", "WITH") || token.IsWord("VALUES");

    /// <summary>A query within another statement; the reader stands behind it afterwards.</summary>
    public string TranslateNested()
    {
        if (++_depth > 30)
            throw new SqlException(new SqlError(1473, "HY000", "Too high level of nesting for select"));
        var clause = _scope.Clause;
        var text = Translate();
        _scope.Clause = clause;
        _depth--;
        return text;
    }

    /// <summary>A query: selections with UNION, EXCEPT or INTERSECT between, ordered and limited.</summary>
    public string Translate()
    {
        var text = new StringBuilder();
        if (_reader.TryTake("WITH"))
            AppendWith(text);
        AppendOperand(text);
        while (_reader.Current.IsWord("UNION", "EXCEPT", "INTERSECT"))
        {
            text.Append(' ').Append(_reader.Next().Text.ToUpperInvariant());
            if (_reader.TryTake("ALL"))
                text.Append(" ALL");
            else
                _reader.TryTake("DISTINCT");
            text.Append(' ');
            AppendOperand(text);
        }

        AppendOrder(text);
        AppendLimit(text);
        SkipLocks();
        return text.ToString();
    }

    /// <summary>The items of an ORDER BY.</summary>
    public string TranslateOrder()
    {
        var items = new List<string>();
        do
        {
            var item = _expressions.Translate();
            if (_reader.TryTake("DESC"))
                item += " DESC";
            else
                _reader.TryTake("ASC");
            items.Add(item);
        }
        while (_reader.TryTake(","));
        return string.Join(", ", items);
    }

    /// <summary>What stands in the parentheses of OVER.</summary>
    public string TranslateWindow()
    {
        var text = new StringBuilder();
        if (_reader.TryTakeWords("PARTITION", "BY"))
            text.Append("PARTITION BY ").AppendJoin(", ", _expressions.TranslateList());
        if (_reader.TryTakeWords("ORDER", "BY"))
            text.Append(" ORDER BY ").Append(TranslateOrder());
        while (_reader.Current.IsWord("ROWS", "RANGE", "BETWEEN", "UNBOUNDED", "PRECEDING", "FOLLOWING", "CURRENT", "ROW", "AND") || _reader.Current.Kind == SqlTokenKind.Number)
            text.Append(' ').Append(_reader.Next().Text);
        return text.ToString();
    }

    /// <summary>WHERE and its condition, or nothing.</summary>
    public string TranslateWhere()
    {
        if (!_reader.TryTake("WHERE"))
            return "";
        _scope.Clause = "where clause";
        return $" WHERE {_expressions.Translate()}";
    }

    void AppendWith(StringBuilder text)
    {
        text.Append("WITH ");
        if (_reader.TryTake("RECURSIVE"))
            text.Append("RECURSIVE ");
        do
        {
            if (text[^1] == ')')
                text.Append(", ");
            text.Append(SqliteText.Name(_reader.ExpectName()));
            if (_reader.Is("("))
                text.Append(TranslateNames());
            _reader.Expect("AS");
            _reader.Expect("(");
            text.Append(" AS (").Append(TranslateNested()).Append(')');
            _reader.Expect(")");
        }
        while (_reader.TryTake(","));
        text.Append(' ');
    }

    /// <summary>(a, b)</summary>
    public string TranslateNames()
    {
        var names = new List<string>();
        _reader.Expect("(");
        do
            names.Add(SqliteText.Name(_reader.ExpectName()));
        while (_reader.TryTake(","));
        _reader.Expect(")");
        return $"({string.Join(", ", names)})";
    }

    // SQLite takes no parentheses around the parts of a UNION.
    void AppendOperand(StringBuilder text)
    {
        if (_reader.TryTake("("))
        {
            text.Append("SELECT * FROM (").Append(TranslateNested()).Append(')');
            _reader.Expect(")");
        }
        else if (_reader.TryTake("VALUES"))
        {
            AppendRows(text);
        }
        else
        {
            _reader.Expect("SELECT");
            AppendSelection(text);
        }
    }

    void AppendRows(StringBuilder text)
    {
        text.Append("VALUES ");
        do
        {
            if (text[^1] == ')')
                text.Append(", ");
            _reader.TryTake("ROW");
            _reader.Expect("(");
            text.Append('(').AppendJoin(", ", _expressions.TranslateList()).Append(')');
            _reader.Expect(")");
        }
        while (_reader.TryTake(","));
    }

    void AppendSelection(StringBuilder text)
    {
        text.Append("SELECT ");
        while (_reader.Current.IsWord("DISTINCT", "DISTINCTROW", "ALL", "SQL_CALC_FOUND_ROWS", "SQL_NO_CACHE", "SQL_SMALL_RESULT", "SQL_BIG_RESULT", "HIGH_PRIORITY", "STRAIGHT_JOIN"))
            if (_reader.Next().IsWord("DISTINCT", "DISTINCTROW"))
                text.Append("DISTINCT ");
        _scope.Clause = "field list";
        AppendItems(text);
        if (_reader.Is("INTO"))
            throw new SqlException(SqlErrors.PrivilegeNeeded("FILE"));
        if (_reader.TryTake("FROM") && !_reader.TryTake("DUAL"))
            text.Append(" FROM ").Append(_tables.Translate());
        text.Append(TranslateWhere());
        AppendGroups(text);
        if (_reader.TryTake("HAVING"))
        {
            _scope.Clause = "having clause";
            text.Append(" HAVING ").Append(_expressions.Translate());
        }

        if (_reader.TryTake("WINDOW"))
            AppendWindows(text);
    }

    void AppendItems(StringBuilder text)
    {
        var isFirst = true;
        do
        {
            if (!isFirst)
                text.Append(", ");
            isFirst = false;
            text.Append(_reader.TryTake("*") ? "*" : _expressions.Translate());
            if (_reader.TryTake("AS"))
            {
                if (!(_reader.Current.IsName || _reader.Current.Kind == SqlTokenKind.Text))
                    throw _reader.Fault();
                text.Append(" AS ").Append(SqliteText.Name(_reader.Next().Text));
            }
            else if (IsAlias(_reader.Current))
            {
                text.Append(" AS ").Append(SqliteText.Name(_reader.Next().Text));
            }
        }
        while (_reader.TryTake(","));
    }

    static bool IsAlias(SqlToken token) => token.Kind is SqlTokenKind.Name or SqlTokenKind.Text
        || (token.Kind == SqlTokenKind.Word && !ReservedWords.Contains(token.Text));

    void AppendGroups(StringBuilder text)
    {
        if (!_reader.TryTakeWords("GROUP", "BY"))
            return;
        _scope.Clause = "group statement";
        text.Append(" GROUP BY ").Append(TranslateOrder().Replace(" DESC", "", StringComparison.Ordinal));
        if (_reader.TryTakeWords("WITH", "ROLLUP"))
            throw new SqlException(SqlErrors.NotSupported("WITH ROLLUP"));
    }

    void AppendWindows(StringBuilder text)
    {
        text.Append(" WINDOW ");
        do
        {
            if (text[^1] == ')')
                text.Append(", ");
            text.Append(SqliteText.Name(_reader.ExpectName()));
            _reader.Expect("AS");
            _reader.Expect("(");
            text.Append(" AS (").Append(TranslateWindow()).Append(')');
            _reader.Expect(")");
        }
        while (_reader.TryTake(","));
    }

    void AppendOrder(StringBuilder text)
    {
        if (!_reader.TryTakeWords("ORDER", "BY"))
            return;
        _scope.Clause = "order clause";
        text.Append(" ORDER BY ").Append(TranslateOrder());
    }

    /// <summary>LIMIT n, LIMIT offset, n and LIMIT n OFFSET offset.</summary>
    public void AppendLimit(StringBuilder text)
    {
        if (!_reader.TryTake("LIMIT"))
            return;
        var first = Number();
        if (_reader.TryTake(","))
            text.Append(" LIMIT ").Append(Number()).Append(" OFFSET ").Append(first);
        else if (_reader.TryTake("OFFSET"))
            text.Append(" LIMIT ").Append(first).Append(" OFFSET ").Append(Number());
        else
            text.Append(" LIMIT ").Append(first);
    }

    string Number()
    {
        if (_reader.Current.Kind != SqlTokenKind.Number || !_reader.Current.Text.All(char.IsAsciiDigit))
            throw _reader.Fault();
        var digits = _reader.Next().Text;
        return digits.Length > 18 ? "-1" : digits;
    }

    void SkipLocks()
    {
        if (_reader.TryTakeWords("FOR", "UPDATE") || _reader.TryTakeWords("FOR", "SHARE") || _reader.TryTakeWords("LOCK", "IN", "SHARE", "MODE"))
            return;
        if (_reader.Is("INTO"))
            throw new SqlException(SqlErrors.PrivilegeNeeded("FILE"));
    }
}
