using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Python;

/// <summary>Reads one Python literal by descent; hostile text fails, it never throws.</summary>
sealed class PythonLiteralReader(string text)
{
    // CPython refuses deeper brackets.
    const int MaxDepth = 200;

    int _at;
    int _depth;

    public bool TryRead(out object? value)
    {
        value = null;
        if (text.Contains('\0', StringComparison.Ordinal))
            return false;
        SkipSpace();
        if (!TryReadTuple(end: '\0', out value))
            return false;
        SkipSpace();
        return _at == text.Length;
    }

    char Current => _at < text.Length ? text[_at] : '\0';

    void SkipSpace()
    {
        while (_at < text.Length)
        {
            if (text[_at] is ' ' or '\t' or '\r' or '\n' or '\f')
                _at++;
            else if (text[_at] == '#')
                _at = text.IndexOf('\n', _at) is >= 0 and var end ? end : text.Length;
            else
                return;
        }
    }

    // One value, or several with commas between, which is a tuple.
    bool TryReadTuple(char end, out object? value)
    {
        if (!TryReadValue(out value))
            return false;
        SkipSpace();
        if (Current != ',')
            return true;
        var items = ImmutableArray.CreateBuilder<object?>();
        items.Add(value);
        while (Current == ',')
        {
            _at++;
            SkipSpace();
            if (_at == text.Length || (end != '\0' && Current == end))
                break;
            if (!TryReadValue(out var item))
                return false;
            items.Add(item);
            SkipSpace();
        }

        value = PythonContainer.Tuple(items.ToImmutable());
        return true;
    }

    bool TryReadValue(out object? value)
    {
        value = null;
        if (_at == text.Length || _depth == MaxDepth)
            return false;
        _depth++;
        var isRead = Current switch
        {
            '[' => TryReadList(out value),
            '(' => TryReadParentheses(out value),
            '{' => TryReadBraces(out value),
            '+' or '-' => TryReadSigned(out value),
            >= '0' and <= '9' or '.' => PythonNumberReader.TryRead(text, ref _at, out value),
            '\'' or '"' => TryReadStrings(out value),
            _ => TryReadWord(out value),
        };
        _depth--;
        return isRead;
    }

    bool TryReadList(out object? value)
    {
        var isRead = TryReadItems(']', out var items);
        value = isRead ? PythonContainer.List(items) : null;
        return isRead;
    }

    bool TryReadItems(char end, out ImmutableArray<object?> items)
    {
        var builder = ImmutableArray.CreateBuilder<object?>();
        items = [];
        _at++;
        SkipSpace();
        while (Current != end)
        {
            if (!TryReadValue(out var item))
                return false;
            builder.Add(item);
            SkipSpace();
            if (Current != ',')
                break;
            _at++;
            SkipSpace();
        }

        if (Current != end)
            return false;
        _at++;
        items = builder.ToImmutable();
        return true;
    }

    bool TryReadParentheses(out object? value)
    {
        _at++;
        SkipSpace();
        if (Current == ')')
        {
            _at++;
            value = PythonContainer.Tuple([]);
            return true;
        }

        if (!TryReadTuple(')', out value))
            return false;
        SkipSpace();
        if (Current != ')')
            return false;
        _at++;
        return true;
    }

    bool TryReadBraces(out object? value)
    {
        value = null;
        var start = _at;
        _at++;
        SkipSpace();
        if (Current == '}')
        {
            _at++;
            value = PythonContainer.Dict([], []);
            return true;
        }

        if (!TryReadValue(out var first))
            return false;
        SkipSpace();
        if (Current == ':')
            return TryReadDict(first, out value);
        _at = start;
        if (!TryReadItems('}', out var items) || !items.All(PythonEquality.IsHashable))
            return false;
        value = PythonContainer.Set(items);
        return true;
    }

    bool TryReadDict(object? firstKey, out object? value)
    {
        value = null;
        var keys = ImmutableArray.CreateBuilder<object?>();
        var values = ImmutableArray.CreateBuilder<object?>();
        var key = firstKey;
        while (true)
        {
            if (Current != ':' || !PythonEquality.IsHashable(key))
                return false;
            _at++;
            SkipSpace();
            if (!TryReadValue(out var item))
                return false;
            keys.Add(key);
            values.Add(item);
            SkipSpace();
            if (Current == ',')
            {
                _at++;
                SkipSpace();
            }
            else if (Current != '}')
            {
                return false;
            }

            if (Current == '}')
                break;
            if (!TryReadValue(out key))
                return false;
            SkipSpace();
        }

        _at++;
        value = PythonContainer.Dict(keys.ToImmutable(), values.ToImmutable());
        return true;
    }

    bool TryReadSigned(out object? value)
    {
        var isNegative = false;
        while (Current is '+' or '-' or ' ' or '\t')
        {
            isNegative ^= Current == '-';
            _at++;
        }

        return TryReadValue(out value) && PythonNumberReader.TrySign(isNegative, ref value);
    }

    // Strings that follow one another are one string.
    bool TryReadStrings(out object? value)
    {
        if (!PythonStringReader.TryRead(text, ref _at, out value))
            return false;
        while (true)
        {
            var end = _at;
            SkipSpace();
            if (!PythonStringReader.Begins(text, _at))
            {
                _at = end;
                return true;
            }

            if (!PythonStringReader.TryRead(text, ref _at, out var next))
                return false;
            switch (value, next)
            {
                case (string a, string b): value = a + b; break;
                case (byte[] a, byte[] b): value = (byte[])[.. a, .. b]; break;
                default: return false;
            }
        }
    }

    bool TryReadWord(out object? value)
    {
        value = null;
        if (PythonStringReader.Begins(text, _at))
            return TryReadStrings(out value);
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
            _at++;
        var word = text.AsSpan(start, _at - start);
        value = word is "True" ? true : word is "False" ? false : null;
        return word is "True" or "False" or "None";
    }
}
