namespace AgentTuning.Tokenization.Patterns;

/// <summary>Reads a pattern in the syntax of Oniguruma.</summary>
sealed class PatternParser
{
    const int MaxDepth = 100;

    readonly PatternCharacters _characters;
    int _depth;

    PatternParser(string pattern) => _characters = new PatternCharacters(pattern);

    /// <summary>The pattern as parts; always a row or a choice.</summary>
    /// <exception cref="FormatException">It is damaged or not supported.</exception>
    public static PatternNode Parse(string pattern)
    {
        var parser = new PatternParser(pattern);
        var root = parser.ReadChoice(ignoreCase: false);
        return parser._characters.IsAtEnd ? root : throw new FormatException($"it has a ) too many at {parser._characters.Place}");
    }

    PatternNode ReadChoice(bool ignoreCase)
    {
        if (++_depth > MaxDepth)
            throw new FormatException($"its groups are nested more than {MaxDepth} deep");
        var choices = new List<PatternNode>();
        do
        {
            choices.Add(ReadRow(ref ignoreCase));
        }
        while (_characters.TryTake('|'));
        _depth--;
        return choices.Count == 1 ? choices[0] : new PatternNode.Choice(choices);
    }

    PatternNode.Row ReadRow(ref bool ignoreCase)
    {
        var parts = new List<PatternNode>();
        while (!_characters.IsAtEnd && !_characters.Sees('|') && !_characters.Sees(')'))
        {
            if (TryReadSwitch(ref ignoreCase))
                continue;
            var part = ReadPart(ignoreCase);
            while (TryReadCount(out var min, out var max))
                part = new PatternNode.Repeat(part, min, max, ReadGreed());
            parts.Add(part);
        }

        return new PatternNode.Row(parts);
    }

    // (?i) holds up to the end of its group.
    bool TryReadSwitch(ref bool ignoreCase)
    {
        if (!_characters.TryTake("(?i)"))
        {
            if (!_characters.TryTake("(?-i)"))
                return false;
            ignoreCase = false;
            return true;
        }

        ignoreCase = true;
        return true;
    }

    PatternNode ReadPart(bool ignoreCase)
    {
        if (_characters.Sees('('))
            return ReadGroup(ignoreCase);
        if (_characters.TryTake('.'))
            return new PatternNode.One(CharacterSet.Range('\n', '\n').Negated());
        if (_characters.TryTake('^'))
            return new PatternNode.At(PatternAnchor.LineStart);
        if (_characters.TryTake('$'))
            return new PatternNode.At(PatternAnchor.LineEnd);
        if (TryReadAnchor() is { } anchor)
            return new PatternNode.At(anchor);
        if (_characters.Sees('*') || _characters.Sees('+') || _characters.Sees('?'))
            throw new FormatException($"it repeats nothing at {_characters.Place}");
        return new PatternNode.One(new CharacterSetParser(_characters, ignoreCase).ReadOne());
    }

    PatternAnchor? TryReadAnchor()
    {
        foreach (var (name, anchor) in new[]
        {
            (@"\A", PatternAnchor.TextStart), (@"\z", PatternAnchor.TextEnd), (@"\Z", PatternAnchor.TextEndOrLastLineFeed),
            (@"\b", PatternAnchor.WordBorder), (@"\B", PatternAnchor.NoWordBorder),
        })
        {
            if (_characters.TryTake(name))
                return anchor;
        }

        return null;
    }

    PatternNode ReadGroup(bool ignoreCase)
    {
        var place = _characters.Place;
        var node = ReadGroupStart(ref ignoreCase) switch
        {
            "(?=" => new PatternNode.Look(ReadChoice(ignoreCase), IsBehind: false, IsNegative: false),
            "(?!" => new PatternNode.Look(ReadChoice(ignoreCase), IsBehind: false, IsNegative: true),
            "(?<=" => new PatternNode.Look(ReadChoice(ignoreCase), IsBehind: true, IsNegative: false),
            "(?<!" => new PatternNode.Look(ReadChoice(ignoreCase), IsBehind: true, IsNegative: true),
            "(?>" => new PatternNode.Atomic(ReadChoice(ignoreCase)),
            "(?" => throw new FormatException($"its group {_characters.Excerpt(place)} is not supported"),
            _ => ReadChoice(ignoreCase),
        };
        return _characters.TryTake(')') ? node : throw new FormatException($"its group {_characters.Excerpt(place)} is not closed");
    }

    string ReadGroupStart(ref bool ignoreCase)
    {
        if (_characters.TryTake("(?i:"))
        {
            ignoreCase = true;
            return "(?:";
        }

        if (_characters.TryTake("(?-i:"))
        {
            ignoreCase = false;
            return "(?:";
        }

        return Array.Find(["(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?", "("], _characters.TryTake)!;
    }

    bool TryReadCount(out int min, out int max)
    {
        (min, max) = (0, int.MaxValue);
        if (_characters.TryTake('*'))
            return true;
        if (_characters.TryTake('+'))
        {
            min = 1;
            return true;
        }

        if (_characters.TryTake('?'))
        {
            max = 1;
            return true;
        }

        return _characters.TryTakeCount(out min, out max);
    }

    PatternGreed ReadGreed()
    {
        var afterBrace = _characters.IsAfter('}');
        if (_characters.TryTake('?'))
            return PatternGreed.Lazy;
        if (!_characters.Sees('+'))
            return PatternGreed.Greedy;
        if (afterBrace)
            throw new FormatException($"it has {{…}}+ at {_characters.Place}, which is not supported");
        _characters.TryTake('+');
        return PatternGreed.Possessive;
    }
}
