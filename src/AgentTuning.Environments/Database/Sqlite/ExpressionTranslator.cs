using System.Globalization;
using AgentTuning.Environments.Database.Sql;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>
/// Turns an expression of MySQL's dialect into one of SQLite's. Comparisons become functions, because MySQL compares text with numbers by
/// value and text with text without regard to case, whatever the column's type.
/// </summary>
sealed class ExpressionTranslator(TokenReader reader, TranslationScope scope, QueryTranslator queries)
{
    const int OrLevel = 1;
    const int XorLevel = 2;
    const int AndLevel = 3;
    const int NotLevel = 4;
    const int ComparisonLevel = 6;
    const int BitOrLevel = 7;
    const int BitAndLevel = 8;
    const int ShiftLevel = 9;
    const int SumLevel = 10;
    const int ProductLevel = 11;
    const int BitXorLevel = 12;
    const int SignLevel = 13;

    readonly TokenReader _reader = reader;

    CallTranslator Calls => field ??= new CallTranslator(_reader, scope, this, queries);

    /// <summary>A whole expression.</summary>
    public string Translate() => Translate(0);

    /// <summary>Several expressions with commas between.</summary>
    public List<string> TranslateList()
    {
        var items = new List<string> { Translate() };
        while (_reader.TryTake(","))
            items.Add(Translate());
        return items;
    }

    /// <summary>A name with up to two qualifiers.</summary>
    public string TranslatePath()
    {
        var parts = new List<string> { _reader.ExpectName() };
        while (_reader.Current.IsSymbol(".") && (_reader.Peek().IsName || _reader.Peek().IsSymbol("*")))
        {
            _reader.Next();
            parts.Add(_reader.Next().Text.TrimEnd(' '));
        }

        if (parts.Count == 3)
        {
            if (!scope.IsOwnDatabase(parts[0]))
                throw new SqlException(SqlErrors.AccessDenied(parts[0]));
            parts.RemoveAt(0);
        }

        if (parts.Count > 2)
            throw _reader.Fault();
        scope.Note(string.Join('.', parts));
        scope.Note(parts[^1]);
        return string.Join('.', parts.Select(part => part == "*" ? part : SqliteText.Name(part)));
    }

    string Translate(int level)
    {
        if (!scope.TryEnter())
            throw new SqlException(new SqlError(1436, "HY000", "Thread stack overrun: the expression is nested too deeply"));
        var left = TranslatePrefix();
        while (TryTranslateOperator(level, ref left))
            continue;
        scope.Leave();
        return left;
    }

    string TranslatePrefix()
    {
        var token = _reader.Current;
        if (_reader.TryTake("NOT"))
            return $"(NOT {Truth(Translate(NotLevel))})";
        if (_reader.TryTake("!"))
            return $"(NOT {Truth(Translate(SignLevel))})";
        if (_reader.TryTake("-"))
            return $"(-my_num({Translate(SignLevel)}))";
        if (_reader.TryTake("+"))
            return Translate(SignLevel);
        if (_reader.TryTake("~"))
            return $"my_bit_not({Translate(SignLevel)})";
        if (token.IsWord("BINARY") && !_reader.Peek().IsSymbol("(") && (_reader.Peek().IsName || _reader.Peek().Kind == SqlTokenKind.Text))
        {
            _reader.Next();
            return $"my_binary({Translate(SignLevel)})";
        }

        return TranslatePrimary();
    }

    string TranslatePrimary()
    {
        var token = _reader.Current;
        switch (token.Kind)
        {
            case SqlTokenKind.Number:
                _reader.Next();
                return token.Text;
            case SqlTokenKind.Text:
                return TranslateText();
            case SqlTokenKind.Variable:
                _reader.Next();
                return TranslateVariable(token.Text);
            case SqlTokenKind.Symbol when token.Text == "(":
                return TranslateParentheses();
            case SqlTokenKind.Name:
                return TranslatePath();
            case SqlTokenKind.Word:
                return Calls.TryTranslate(out var call) ? call : TranslateWord(token);
            default:
                throw _reader.Fault();
        }
    }

    string TranslateWord(SqlToken token)
    {
        if (ReservedWords.Contains(token.Text))
            throw _reader.Fault();
        return TranslatePath();
    }

    // Strings that follow one another are one string.
    string TranslateText()
    {
        var text = _reader.Next().Text;
        while (_reader.Current.Kind == SqlTokenKind.Text)
            text += _reader.Next().Text;
        return SqliteText.Literal(text);
    }

    string TranslateVariable(string name)
    {
        if (_reader.Is(":="))
            throw new SqlException(SqlErrors.NotSupported("user variables"));
        return name.TrimStart('@').ToUpperInvariant() switch
        {
            "VERSION" => "'8.0'",
            "GROUP_CONCAT_MAX_LEN" => "1024",
            "AUTOCOMMIT" => "1",
            "SQL_MODE" => "'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES'",
            _ => "NULL",
        };
    }

    string TranslateParentheses()
    {
        if (QueryTranslator.Begins(_reader.Peek()) || (_reader.Peek().IsSymbol("(") && QueryTranslator.Begins(_reader.Peek(2))))
        {
            var start = _reader.Position;
            _reader.Next();
            if (QueryTranslator.Begins(_reader.Current))
            {
                var query = queries.TranslateNested();
                _reader.Expect(")");
                return $"({query})";
            }

            _reader.Position = start;
        }

        _reader.Next();
        var items = TranslateList();
        _reader.Expect(")");
        return $"({string.Join(", ", items)})";
    }

    bool TryTranslateOperator(int level, ref string left)
    {
        var token = _reader.Current;
        if (token.Kind is not (SqlTokenKind.Symbol or SqlTokenKind.Word))
            return false;
        var symbol = token.Text.ToUpperInvariant();
        return symbol switch
        {
            "OR" or "||" => TryBinary(level, OrLevel, ref left, (a, b) => $"({Truth(a)} OR {Truth(b)})"),
            "XOR" => TryBinary(level, XorLevel, ref left, (a, b) => $"my_xor({a}, {b})"),
            "AND" or "&&" => TryBinary(level, AndLevel, ref left, (a, b) => $"({Truth(a)} AND {Truth(b)})"),
            "|" => TryBinary(level, BitOrLevel, ref left, (a, b) => $"(my_int({a}) | my_int({b}))"),
            "&" => TryBinary(level, BitAndLevel, ref left, (a, b) => $"(my_int({a}) & my_int({b}))"),
            "<<" or ">>" => TryBinary(level, ShiftLevel, ref left, (a, b) => $"(my_int({a}) {symbol} my_int({b}))"),
            "+" or "-" => TrySum(level, symbol, ref left),
            "*" => TryBinary(level, ProductLevel, ref left, (a, b) => $"(my_num({a}) * my_num({b}))"),
            "/" => TryBinary(level, ProductLevel, ref left, (a, b) => $"my_divide({a}, {b})"),
            "DIV" => TryBinary(level, ProductLevel, ref left, (a, b) => $"my_div({a}, {b})"),
            "%" or "MOD" => TryBinary(level, ProductLevel, ref left, (a, b) => $"my_mod({a}, {b})"),
            "^" => TryBinary(level, BitXorLevel, ref left, (a, b) => $"my_bit_xor({a}, {b})"),
            "COLLATE" => TryCollate(ref left),
            "->" or "->>" => throw new SqlException(SqlErrors.NotSupported("JSON paths")),
            _ => level < ComparisonLevel && TryTranslateComparison(symbol, ref left),
        };
    }

    // A comparison as a function gives 1, 0 or NULL; anything else is true where its number is not 0.
    static string Truth(string expression) => expression.StartsWith('\'') || expression.StartsWith('`') ? $"my_num({expression})" : expression;

    bool TryBinary(int level, int own, ref string left, Func<string, string, string> write)
    {
        if (level >= own)
            return false;
        _reader.Next();
        left = write(left, Translate(own));
        return true;
    }

    bool TrySum(int level, string symbol, ref string left)
    {
        if (level >= SumLevel)
            return false;
        _reader.Next();
        if (_reader.Current.IsWord("INTERVAL"))
            left = TranslateInterval(left, symbol == "-");
        else
            left = $"(my_num({left}) {symbol} my_num({Translate(SumLevel)}))";
        return true;
    }

    /// <summary>INTERVAL amount unit, added to a date or taken from it.</summary>
    public string TranslateInterval(string date, bool isTaken)
    {
        _reader.Expect("INTERVAL");
        var amount = Translate(0);
        var unit = _reader.ExpectName();
        return $"my_date_add({date}, {amount}, {SqliteText.Literal(unit.ToUpperInvariant())}, {(isTaken ? "-1" : "1")})";
    }

    bool TryCollate(ref string left)
    {
        _reader.Next();
        var collation = _reader.Next().Text;
        if (collation.EndsWith("_bin", StringComparison.OrdinalIgnoreCase) || collation.EndsWith("_cs", StringComparison.OrdinalIgnoreCase))
            left = $"my_binary({left})";
        return true;
    }

    bool TryTranslateComparison(string symbol, ref string left)
    {
        switch (symbol)
        {
            case "=" or "<" or ">" or "<=" or ">=" or "<>" or "!=" or "<=>":
                _reader.Next();
                left = TranslateComparison(left, symbol);
                return true;
            case "IS":
                left = TranslateIs(left);
                return true;
            case "NOT" when _reader.Peek().IsWord("LIKE", "IN", "BETWEEN", "REGEXP", "RLIKE"):
                _reader.Next();
                left = $"(NOT {TranslatePredicate(left)})";
                return true;
            case "LIKE" or "IN" or "BETWEEN" or "REGEXP" or "RLIKE":
                left = TranslatePredicate(left);
                return true;
            default:
                return false;
        }
    }

    string TranslateComparison(string left, string symbol)
    {
        if (_reader.Current.IsWord("ANY", "ALL", "SOME") && _reader.Peek().IsSymbol("("))
            return TranslateQuantified(left, symbol);
        var right = Translate(ComparisonLevel);
        if (RowExpression.Is(left))
            return $"({left} {symbol} {right})";
        return ComparisonCall(left, symbol, right);
    }

    static string ComparisonCall(string left, string symbol, string right)
    {
        var function = symbol switch
        {
            "=" => "my_eq",
            "<" => "my_lt",
            ">" => "my_gt",
            "<=" => "my_le",
            ">=" => "my_ge",
            "<=>" => "my_same",
            _ => "my_ne",
        };
        return $"{function}({left}, {right})";
    }

    // x > ALL (query): no row of the query fails the comparison; x > ANY (query): one passes it.
    string TranslateQuantified(string left, string symbol)
    {
        var isAll = _reader.Next().IsWord("ALL");
        _reader.Expect("(");
        var query = queries.TranslateNested();
        _reader.Expect(")");
        var test = ComparisonCall(left, symbol, "my_q.c");
        return isAll
            ? $"(NOT EXISTS (WITH my_q(c) AS ({query}) SELECT 1 FROM my_q WHERE NOT {test}))"
            : $"(EXISTS (WITH my_q(c) AS ({query}) SELECT 1 FROM my_q WHERE {test}))";
    }

    string TranslateIs(string left)
    {
        _reader.Next();
        var not = _reader.TryTake("NOT") ? "NOT " : "";
        var word = _reader.Next();
        if (word.IsWord("NULL"))
            return $"({left} IS {not}NULL)";
        if (word.IsWord("TRUE"))
            return $"({not}my_truth({left}))";
        if (word.IsWord("FALSE"))
            return $"({not}my_falsehood({left}))";
        if (word.IsWord("UNKNOWN"))
            return $"({left} IS {not}NULL)";
        _reader.Position--;
        throw _reader.Fault();
    }

    string TranslatePredicate(string left)
    {
        var word = _reader.Next();
        if (word.IsWord("BETWEEN"))
        {
            var low = Translate(ComparisonLevel);
            _reader.Expect("AND");
            return $"(my_ge({left}, {low}) AND my_le({left}, {Translate(ComparisonLevel)}))";
        }

        if (word.IsWord("IN"))
            return TranslateIn(left);
        if (!word.IsWord("LIKE"))
            return $"my_regexp({left}, {Translate(ComparisonLevel)})";
        var pattern = Translate(ComparisonLevel);
        return _reader.TryTake("ESCAPE") ? $"my_like({left}, {pattern}, {Translate(ComparisonLevel)})" : $"my_like({left}, {pattern})";
    }

    string TranslateIn(string left)
    {
        if (!_reader.Current.IsSymbol("("))
            throw _reader.Fault();
        var list = TranslateParentheses();
        if (list.StartsWith("(SELECT", StringComparison.Ordinal) || list.StartsWith("(WITH", StringComparison.Ordinal) || list.StartsWith("(VALUES", StringComparison.Ordinal))
            return $"({left} IN {list})";
        if (RowExpression.Is(left))
            return $"({left} IN (VALUES {list[1..^1]}))";
        return $"my_in({left}, {list[1..^1]})";
    }

    /// <summary>
    /// A value to be stored. A number goes as MySQL writes it into a TEXT column: <c>21.50</c> keeps its zero, <c>007</c> loses its zeros.
    /// </summary>
    public string TranslateStored()
    {
        var start = _reader.Position;
        var isNegative = _reader.TryTake("-");
        var number = _reader.Current;
        if (number.Kind == SqlTokenKind.Number && (_reader.Peek().IsSymbol(",") || _reader.Peek().IsSymbol(")") || _reader.Peek().Kind == SqlTokenKind.End
            || _reader.Peek().IsWord("WHERE", "ORDER", "LIMIT", "ON")))
        {
            _reader.Next();
            return SqliteText.Literal((isNegative ? "-" : "") + StoredNumber(number.Text));
        }

        _reader.Position = start;
        if (_reader.Current.IsWord("DEFAULT") && !_reader.Peek().IsSymbol("("))
        {
            _reader.Next();
            return "NULL";
        }

        var value = Translate();
        return value.StartsWith('\'') ? value : $"my_text({value})";
    }

    static string StoredNumber(string literal)
    {
        if (literal.AsSpan().IndexOfAny('e', 'E') >= 0)
            return MySqlValue.Print(double.Parse(literal, CultureInfo.InvariantCulture));
        var point = literal.IndexOf('.', StringComparison.Ordinal);
        var whole = (point < 0 ? literal : literal[..point]).TrimStart('0');
        var fraction = point < 0 || point == literal.Length - 1 ? "" : literal[point..];
        return (whole.Length == 0 ? "0" : whole) + fraction;
    }
}
