using System.Collections.Immutable;
using System.Text;

namespace AgentTuning.Tokenization.Patterns;

/// <summary>Runs a compiled pattern over a text, with its own stack: no text makes it overflow.</summary>
ref struct PatternMachine
{
    readonly ReadOnlySpan<char> _text;
    readonly ImmutableArray<PatternStep> _steps;
    readonly Stack<(int Step, int At, int Low)> _choices; // Low: how far a run may give back; -1 where At is the only place
    readonly long _maxMoves;
    long _moves;

    public PatternMachine(ReadOnlySpan<char> text, ImmutableArray<PatternStep> steps)
    {
        _text = text;
        _steps = steps;
        _choices = new Stack<(int Step, int At, int Low)>();
        _maxMoves = 1_000_000 + (200L * text.Length);
    }

    /// <summary>How far the last greedy run of the first step reached.</summary>
    public int FirstRunEnd { get; private set; }

    /// <summary>Where a match that starts here ends, or -1.</summary>
    /// <exception cref="InvalidDataException">The pattern goes back and forth without end.</exception>
    public int Match(int at)
    {
        _moves = 0;
        return Run(0, at);
    }

    int Run(int step, int at)
    {
        var floor = _choices.Count;
        while (true)
        {
            if (++_moves > _maxMoves)
                throw new InvalidDataException($"The pattern took more than {_maxMoves} steps from one place of a text of {_text.Length} characters.");
            var now = _steps[step];
            if (now.Kind == PatternStepKind.Done)
            {
                while (_choices.Count > floor)
                    _choices.Pop();
                return at;
            }

            if (Take(now, ref step, ref at))
                continue;
            if (_choices.Count == floor)
                return -1;
            GoBack(out step, out at);
        }
    }

    bool Take(PatternStep now, ref int step, ref int at)
    {
        switch (now.Kind)
        {
            case PatternStepKind.One:
                if (at >= _text.Length || !now.Set!.Contains(CodePointAt(at, out var units)))
                    return false;
                at += units;
                step++;
                return true;
            case PatternStepKind.Many or PatternStepKind.ManyForGood:
                return TakeMany(now, ref step, ref at);
            case PatternStepKind.Jump:
                step = now.A;
                return true;
            case PatternStepKind.Fork:
                _choices.Push((now.B, at, -1));
                step = now.A;
                return true;
            case PatternStepKind.Anchor:
                step++;
                return Holds((PatternAnchor)now.A, at);
            case PatternStepKind.Atomic:
                at = Run(step + 1, at);
                step = now.A;
                return at >= 0;
            default:
                var matches = Looks(now, step, at);
                step = now.A;
                return matches;
        }
    }

    bool TakeMany(PatternStep now, ref int step, ref int at)
    {
        var (end, low) = (at, now.A == 0 ? at : -1);
        for (var count = 0; count < now.B && end < _text.Length && now.Set!.Contains(CodePointAt(end, out var units));)
        {
            end += units;
            if (++count == now.A)
                low = end;
        }

        _moves += (end - at) / 8;
        if (step == 0)
            FirstRunEnd = end;
        if (low < 0)
            return false;
        step++;
        if (now.Kind == PatternStepKind.Many && end > low)
            _choices.Push((step, end, low));
        at = end;
        return true;
    }

    readonly void GoBack(out int step, out int at)
    {
        (step, at, var low) = _choices.Pop();
        if (low < 0)
            return;
        at = Before(at);
        if (at > low)
            _choices.Push((step, at, low));
    }

    bool Looks(PatternStep now, int step, int at)
    {
        for (var i = 0; i < now.B && at >= 0; i++)
            at = at == 0 ? -1 : Before(at);
        var matches = at >= 0 && Run(step + 1, at) >= 0;
        return matches == (now.Kind is PatternStepKind.LookAhead or PatternStepKind.LookBehind);
    }

    readonly bool Holds(PatternAnchor anchor, int at) => anchor switch
    {
        PatternAnchor.TextStart => at == 0,
        PatternAnchor.TextEnd => at == _text.Length,
        PatternAnchor.TextEndOrLastLineFeed => at == _text.Length || (at == _text.Length - 1 && _text[at] == '\n'),
        PatternAnchor.LineStart => at == 0 || _text[at - 1] == '\n',
        PatternAnchor.LineEnd => at == _text.Length || _text[at] == '\n',
        PatternAnchor.WordBorder => IsWordAt(at) != IsWordBefore(at),
        _ => IsWordAt(at) == IsWordBefore(at),
    };

    readonly bool IsWordAt(int at) => at < _text.Length && CharacterProperties.Word.Contains(CodePointAt(at, out _));

    readonly bool IsWordBefore(int at) => at > 0 && CharacterProperties.Word.Contains(CodePointAt(Before(at), out _));

    readonly int Before(int at) =>
        at > 1 && char.IsLowSurrogate(_text[at - 1]) && char.IsHighSurrogate(_text[at - 2]) ? at - 2 : at - 1;

    readonly int CodePointAt(int at, out int units)
    {
        var unit = _text[at];
        if (!char.IsSurrogate(unit))
        {
            units = 1;
            return unit;
        }

        Rune.DecodeFromUtf16(_text[at..], out var rune, out units); // a lone surrogate is U+FFFD
        return rune.Value;
    }
}
