using System.Text.RegularExpressions;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>The functions that stand in for MySQL's operators.</summary>
static class ComparisonFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("my_eq", a => Test(a, order => order == 0));
        table.Add("my_ne", a => Test(a, order => order != 0));
        table.Add("my_lt", a => Test(a, order => order < 0));
        table.Add("my_gt", a => Test(a, order => order > 0));
        table.Add("my_le", a => Test(a, order => order <= 0));
        table.Add("my_ge", a => Test(a, order => order >= 0));
        table.Add("my_same", a => a[0] is null || a[1] is null ? Bool(a[0] is null && a[1] is null) : Test(a, order => order == 0));
        table.Add("my_in", IsIn);
        table.Add("my_xor", a => MySqlValue.IsTrue(a[0]) is { } x && MySqlValue.IsTrue(a[1]) is { } y ? Bool(x != y) : null);
        table.Add("my_truth", a => Bool(MySqlValue.IsTrue(a[0]) == true));
        table.Add("my_falsehood", a => Bool(MySqlValue.IsTrue(a[0]) == false));
        table.Add("my_like", IsLike);
        table.Add("my_regexp", a => Text(a, 0) is { } text && Text(a, 1) is { } pattern ? Bool(Regex(pattern).IsMatch(text)) : null);
        table.Add("my_regexp_like", a => Text(a, 0) is { } text && Text(a, 1) is { } pattern ? Bool(Regex(pattern).IsMatch(text)) : null);
        table.Add("my_regexp_replace", a => Text(a, 0) is { } text && Text(a, 1) is { } pattern && Text(a, 2) is { } by ? Regex(pattern).Replace(text, by) : null);
        table.Add("my_regexp_substr", a => Text(a, 0) is { } text && Text(a, 1) is { } pattern && Regex(pattern).Match(text) is { Success: true } match ? match.Value : null);
        table.Add("my_regexp_instr", a => Text(a, 0) is { } text && Text(a, 1) is { } pattern ? Regex(pattern).Match(text) is { Success: true } match ? match.Index + 1L : 0L : null);
        AddNumbersTo(table);
    }

    static void AddNumbersTo(FunctionTable table)
    {
        table.Add("my_num", a => MySqlValue.ToNumber(a[0]));
        table.Add("my_int", a => MySqlValue.ToInteger(a[0]));
        table.Add("my_text", a => MySqlValue.ToText(a[0]));
        table.Add("my_binary", a => MySqlValue.ToText(a[0]) is { } text ? System.Text.Encoding.UTF8.GetBytes(text) : null);
        table.Add("my_bit_not", a => MySqlValue.ToInteger(a[0]) is { } number ? ~number : null);
        table.Add("my_bit_xor", a => MySqlValue.ToInteger(a[0]) is { } x && MySqlValue.ToInteger(a[1]) is { } y ? x ^ y : null);
        table.Add("my_divide", a => MySqlValue.ToDouble(a[0]) is { } x && MySqlValue.ToDouble(a[1]) is { } y && y != 0 ? x / y : null);
        table.Add("my_div", a => MySqlValue.ToDouble(a[0]) is { } x && MySqlValue.ToDouble(a[1]) is { } y && y != 0 ? MySqlValue.Saturate(Math.Truncate(x / y)) : null);
        table.Add("my_mod", Modulo);
        table.Add("my_tuple", a => a.Any(item => item is null) ? null : string.Join('\u0001', a.Select(MySqlValue.ToText)));
        table.Add("my_greatest", a => Extreme(a, 1));
        table.Add("my_least", a => Extreme(a, -1));
        table.Add("my_isnull", a => Bool(a[0] is null));
    }

    static long Bool(bool truth) => truth ? 1L : 0L;

    static string? Text(object?[] arguments, int index) => MySqlValue.ToText(arguments[index]);

    static long? Test(object?[] arguments, Func<int, bool> test) => MySqlValue.Compare(arguments[0], arguments[1]) is { } order ? Bool(test(order)) : null;

    static object? IsIn(object?[] arguments)
    {
        if (arguments[0] is null)
            return null;
        var hasNull = false;
        foreach (var item in arguments.AsSpan(1))
        {
            if (MySqlValue.Compare(arguments[0], item) is not { } order)
                hasNull = true;
            else if (order == 0)
                return 1L;
        }

        return hasNull ? null : 0L;
    }

    static object? IsLike(object?[] arguments)
    {
        if (Text(arguments, 0) is not { } text || Text(arguments, 1) is not { } pattern)
            return null;
        var escape = arguments.Length > 2 && Text(arguments, 2) is { Length: > 0 } given ? given[0] : '\\';
        return Bool(MySqlPattern.IsLike(text, pattern, escape));
    }

    static Regex Regex(string pattern)
    {
        try
        {
            return MySqlPattern.ToRegex(pattern);
        }
        catch (ArgumentException exception)
        {
            throw new FunctionException(3685, "HY000", $"Illegal argument to a regular expression: {exception.Message}");
        }
    }

    static object? Modulo(object?[] arguments)
    {
        var (a, b) = (MySqlValue.ToNumber(arguments[0]), MySqlValue.ToNumber(arguments[1]));
        if (a is null || b is null)
            return null;
        if (a is long x && b is long y)
            return y is 0 ? null : y == -1 ? 0L : x % y;
        return MySqlValue.ToDouble(b) is { } divisor && divisor != 0 ? MySqlValue.ToDouble(a) % divisor : null;
    }

    static object? Extreme(object?[] arguments, int sign)
    {
        if (Array.Exists(arguments, item => item is null))
            return null;
        var best = arguments[0];
        foreach (var item in arguments)
            if (MySqlValue.Compare(item, best) * sign > 0)
                best = item;
        return best;
    }
}
