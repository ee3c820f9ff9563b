using System.Collections.Immutable;

namespace AgentTuning.Tokenization.Patterns;

/// <summary>Makes the steps of a pattern.</summary>
sealed class PatternCompiler
{
    const int MaxSteps = 20_000;

    readonly List<PatternStep> _steps = [];

    /// <summary>The steps of a whole pattern.</summary>
    /// <exception cref="FormatException">They are too many, or the pattern repeats what may be empty.</exception>
    public static ImmutableArray<PatternStep> Compile(PatternNode root)
    {
        var compiler = new PatternCompiler();
        compiler.Add(root);
        compiler.Emit(new(PatternStepKind.Done));
        return [.. compiler._steps];
    }

    void Add(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.One one:
                Emit(new(PatternStepKind.One, one.Set));
                break;
            case PatternNode.Row row:
                foreach (var part in row.Parts)
                    Add(part);
                break;
            case PatternNode.Choice choice:
                AddChoice(choice.Parts);
                break;
            case PatternNode.Repeat repeat:
                AddRepeat(repeat);
                break;
            case PatternNode.Look look:
                AddLook(look);
                break;
            case PatternNode.Atomic atomic:
                AddBlock(new(PatternStepKind.Atomic), atomic.Part);
                break;
            case PatternNode.At at:
                Emit(new(PatternStepKind.Anchor, A: (int)at.Anchor));
                break;
        }
    }

    void AddChoice(IReadOnlyList<PatternNode> parts)
    {
        var exits = new List<int>();
        for (var i = 0; i < parts.Count; i++)
        {
            var isLast = i == parts.Count - 1;
            var fork = isLast ? -1 : Emit(new(PatternStepKind.Fork, A: _steps.Count + 1));
            Add(parts[i]);
            if (isLast)
                break;
            exits.Add(Emit(new(PatternStepKind.Jump)));
            _steps[fork] = _steps[fork] with { B = _steps.Count };
        }

        foreach (var exit in exits)
            _steps[exit] = _steps[exit] with { A = _steps.Count };
    }

    void AddRepeat(PatternNode.Repeat repeat)
    {
        if (repeat.Part is PatternNode.One one && repeat.Greed != PatternGreed.Lazy)
        {
            var kind = repeat.Greed == PatternGreed.Greedy ? PatternStepKind.Many : PatternStepKind.ManyForGood;
            Emit(new(kind, one.Set, repeat.Min, repeat.Max));
            return;
        }

        if (repeat.Greed == PatternGreed.Possessive)
        {
            AddBlock(new(PatternStepKind.Atomic), repeat with { Greed = PatternGreed.Greedy });
            return;
        }

        for (var i = 0; i < repeat.Min; i++)
            Add(repeat.Part);
        if (repeat.Max == int.MaxValue)
            AddLoop(repeat);
        else
            AddOptional(repeat);
    }

    void AddLoop(PatternNode.Repeat repeat)
    {
        if (repeat.Part.MayBeEmpty)
            throw new FormatException("it repeats without end what may match the empty text");
        var fork = Emit(new(PatternStepKind.Fork));
        Add(repeat.Part);
        Emit(new(PatternStepKind.Jump, A: fork));
        _steps[fork] = Fork(repeat.Greed, fork + 1, _steps.Count);
    }

    void AddOptional(PatternNode.Repeat repeat)
    {
        var forks = new List<int>();
        for (var i = repeat.Min; i < repeat.Max; i++)
        {
            forks.Add(Emit(new(PatternStepKind.Fork)));
            Add(repeat.Part);
        }

        foreach (var fork in forks)
            _steps[fork] = Fork(repeat.Greed, fork + 1, _steps.Count);
    }

    void AddLook(PatternNode.Look look)
    {
        if (!look.IsBehind)
        {
            AddBlock(new(look.IsNegative ? PatternStepKind.LookAheadNot : PatternStepKind.LookAhead), look.Part);
            return;
        }

        var length = look.Part.FixedLength ?? throw new FormatException("it looks behind for a text whose length is not fixed");
        AddBlock(new(look.IsNegative ? PatternStepKind.LookBehindNot : PatternStepKind.LookBehind, B: length), look.Part);
    }

    void AddBlock(PatternStep head, PatternNode part)
    {
        var at = Emit(head);
        Add(part);
        Emit(new(PatternStepKind.Done));
        _steps[at] = head with { A = _steps.Count };
    }

    int Emit(PatternStep step)
    {
        if (_steps.Count == MaxSteps)
            throw new FormatException($"it needs more than {MaxSteps} steps");
        _steps.Add(step);
        return _steps.Count - 1;
    }

    static PatternStep Fork(PatternGreed greed, int inside, int outside) =>
        greed == PatternGreed.Lazy ? new(PatternStepKind.Fork, A: outside, B: inside) : new(PatternStepKind.Fork, A: inside, B: outside);
}
