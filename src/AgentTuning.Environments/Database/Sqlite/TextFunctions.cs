using System.Globalization;
using System.Text;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>MySQL's functions on strings. Positions count from 1, in characters.</summary>
static class TextFunctions
{
    /// <summary>MySQL's max_allowed_packet, in characters: longer results are NULL.</summary>
    const int MaxLength = 1 << 22;

    public static void AddTo(FunctionTable table)
    {
        table.Add("my_concat", a => a.Any(item => item is null) ? null : Bounded(string.Concat(a.Select(MySqlValue.ToText))));
        table.Add("my_concat_ws", a => MySqlValue.ToText(a[0]) is { } separator ? Bounded(string.Join(separator, a.Skip(1).Where(item => item is not null).Select(MySqlValue.ToText))) : null);
        table.Add("my_length", a => Text(a, 0) is { } text ? (long)Encoding.UTF8.GetByteCount(text) : null);
        table.Add("my_bit_length", a => Text(a, 0) is { } text ? Encoding.UTF8.GetByteCount(text) * 8L : null);
        table.Add("my_char_length", a => Text(a, 0) is { } text ? (long)text.EnumerateRunes().Count() : null);
        table.Add("my_upper", a => Text(a, 0)?.ToUpperInvariant());
        table.Add("my_lower", a => Text(a, 0)?.ToLowerInvariant());
        table.Add("my_ltrim", a => Text(a, 0)?.TrimStart(' '));
        table.Add("my_rtrim", a => Text(a, 0)?.TrimEnd(' '));
        table.Add("my_trim", Trim);
        table.Add("my_reverse", a => Text(a, 0) is { } text ? string.Concat(text.EnumerateRunes().Reverse()) : null);
        AddPartsTo(table);
        AddOthersTo(table);
    }

    static void AddPartsTo(FunctionTable table)
    {
        table.Add("my_space", a => MySqlValue.ToInteger(a[0]) is { } count ? Repeat(" ", count) : null);
        table.Add("my_repeat", a => Text(a, 0) is { } text && MySqlValue.ToInteger(a[1]) is { } count ? Repeat(text, count) : null);
        table.Add("my_left", a => Text(a, 0) is { } text && MySqlValue.ToInteger(a[1]) is { } count ? Slice(text, 0, count) : null);
        table.Add("my_right", a => Text(a, 0) is { } text && MySqlValue.ToInteger(a[1]) is { } count ? Slice(text, Math.Max(0, Count(text) - Math.Max(0, count)), Math.Max(0, count)) : null);
        table.Add("my_substring", Substring);
        table.Add("my_substring_index", SubstringIndex);
        table.Add("my_replace", a => Text(a, 0) is { } text && Text(a, 1) is { } from && Text(a, 2) is { } to ? from.Length == 0 ? text : Bounded(text.Replace(from, to, StringComparison.Ordinal)) : null);
        table.Add("my_lpad", a => Pad(a, atStart: true));
        table.Add("my_rpad", a => Pad(a, atStart: false));
        table.Add("my_insert", Insert);
        table.Add("my_locate", a => Locate(Text(a, 1), Text(a, 0), a.Length > 2 ? MySqlValue.ToInteger(a[2]) : 1));
        table.Add("my_instr", a => Locate(Text(a, 0), Text(a, 1), 1));
    }

    static void AddOthersTo(FunctionTable table)
    {
        table.Add("my_ascii", a => Text(a, 0) is { } text ? text.Length == 0 ? 0L : (long)Encoding.UTF8.GetBytes(text[..1])[0] : null);
        table.Add("my_char", a => string.Concat(a.Where(item => item is not null).Select(item => ((char)(MySqlValue.ToInteger(item) & 0xFF)!).ToString())));
        table.Add("my_field", a => a[0] is null ? 0L : Math.Max(0, Array.FindIndex(a, 1, item => MySqlValue.Compare(a[0], item) == 0)));
        table.Add("my_elt", a => MySqlValue.ToInteger(a[0]) is { } index && index >= 1 && index < a.Length ? a[index] : null);
        table.Add("my_find_in_set", a => Text(a, 0) is { } item && Text(a, 1) is { } set ? (long)(Array.FindIndex(set.Split(','), part => MySqlCollation.Compare(part, item) == 0) + 1) : null);
        table.Add("my_strcmp", a => MySqlValue.Compare(Text(a, 0), Text(a, 1)) is { } order ? (long)Math.Sign(order) : null);
        table.Add("my_quote", a => Text(a, 0) is { } text ? $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'" : "NULL");
        table.Add("my_format", a => MySqlValue.ToDouble(a[0]) is { } number && MySqlValue.ToInteger(a[1]) is { } digits ? number.ToString($"N{Math.Clamp(digits, 0, 30)}", CultureInfo.InvariantCulture) : null);
        table.Add("my_join", a => Text(a, 0) is { } text ? Cut(text.Replace("\u0001", Text(a, 1), StringComparison.Ordinal)) : null);
        table.Add("my_user", _ => "agent@localhost");
        table.Add("my_version", _ => "8.0");
    }

    /// <summary>GROUP_CONCAT's default limit, in bytes.</summary>
    public static string Cut(string text)
    {
        const int MaxBytes = 1024;
        var bytes = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1;
            bytes += Encoding.UTF8.GetByteCount(text.AsSpan(i, length));
            if (bytes > MaxBytes)
                return text[..i];
            i += length;
        }

        return text;
    }

    static string? Text(object?[] arguments, int index) => MySqlValue.ToText(arguments[index]);

    static string? Bounded(string text) => text.Length <= MaxLength ? text : null;

    static long Count(string text) => text.EnumerateRunes().Count();

    static string? Repeat(string text, long count) => count <= 0 || text.Length == 0 ? "" : count > MaxLength / text.Length
        ? null
        : new StringBuilder().Insert(0, text, (int)count).ToString();

    static string Slice(string text, long start, long count) => start < 0 || count <= 0
        ? ""
        : string.Concat(text.EnumerateRunes().Skip((int)Math.Min(start, int.MaxValue)).Take((int)Math.Min(count, int.MaxValue)));

    static object? Substring(object?[] arguments)
    {
        if (Text(arguments, 0) is not { } text || MySqlValue.ToInteger(arguments[1]) is not { } position)
            return null;
        var count = arguments.Length > 2 ? MySqlValue.ToInteger(arguments[2]) : int.MaxValue;
        if (count is null)
            return null;
        var start = position > 0 ? position - 1 : position < 0 ? Count(text) + position : -1;
        return Slice(text, start, count.Value);
    }

    static object? SubstringIndex(object?[] arguments)
    {
        if (Text(arguments, 0) is not { } text || Text(arguments, 1) is not { } mark || MySqlValue.ToInteger(arguments[2]) is not { } count)
            return null;
        if (mark.Length == 0 || count == 0)
            return "";
        var parts = text.Split(mark);
        if (Math.Abs(count) >= parts.Length)
            return text;
        return count > 0 ? string.Join(mark, parts.Take((int)count)) : string.Join(mark, parts.TakeLast((int)-count));
    }

    static object? Trim(object?[] arguments)
    {
        if (Text(arguments, 0) is not { } text)
            return null;
        var side = Text(arguments, 1);
        var part = arguments.Length > 2 ? Text(arguments, 2) : " ";
        if (string.IsNullOrEmpty(part))
            return part is null ? null : text;
        while (side != "TRAILING" && text.StartsWith(part, StringComparison.Ordinal))
            text = text[part.Length..];
        while (side != "LEADING" && text.EndsWith(part, StringComparison.Ordinal))
            text = text[..^part.Length];
        return text;
    }

    static string? Pad(object?[] arguments, bool atStart)
    {
        if (Text(arguments, 0) is not { } text || MySqlValue.ToInteger(arguments[1]) is not { } width || Text(arguments, 2) is not { } with || width is < 0 or > MaxLength)
            return null;
        if (text.Length >= width)
            return text[..(int)width];
        if (with.Length == 0)
            return "";
        var missing = (int)width - text.Length;
        var padding = new StringBuilder().Insert(0, with, (missing / with.Length) + 1).ToString()[..missing];
        return atStart ? padding + text : text + padding;
    }

    static object? Insert(object?[] arguments)
    {
        if (Text(arguments, 0) is not { } text || MySqlValue.ToInteger(arguments[1]) is not { } position || MySqlValue.ToInteger(arguments[2]) is not { } count || Text(arguments, 3) is not { } by)
            return null;
        if (position < 1 || position > text.Length)
            return text;
        var start = (int)position - 1;
        var length = count < 0 || count > text.Length - start ? text.Length - start : (int)count;
        return Bounded(text[..start] + by + text[(start + length)..]);
    }

    static long? Locate(string? text, string? part, long? position)
    {
        if (text is null || part is null || position is null)
            return null;
        if (position < 1 || position > text.Length + 1)
            return 0L;
        return MySqlCollation.Fold(text).IndexOf(MySqlCollation.Fold(part), (int)position - 1, StringComparison.Ordinal) + 1L;
    }
}
