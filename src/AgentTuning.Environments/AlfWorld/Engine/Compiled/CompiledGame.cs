using System.Numerics;
using System.Runtime.CompilerServices;
using AgentTuning.Environments.AlfWorld.Engine.General;
using AgentTuning.Environments.AlfWorld.Engine.Grounding;
using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>A game whose operators, commands and texts were worked out beforehand. Its whole state is one block of bits.</summary>
sealed class CompiledGame : IGame
{
    const int TextLength = 1024;

    readonly CompiledHouse _house;

    // The atoms, then the texts' facts, then the admissible commands.
    readonly ulong[] _bits;
    int[]? _numbers;
    int _count;
    string[]? _commands;

    public CompiledGame(CompiledHouse house)
    {
        _house = house;
        _bits = new ulong[house.AtomWords + house.TextWords + house.CommandWords];
        Start();
    }

    public GameFile File => _house.General.File;

    public GameNames Names => _house.General.Names;

    public bool IsWon { get; private set; }

    public int Moves { get; private set; }

    public IReadOnlyList<string> AdmissibleCommands => _commands ??= MakeCommands();

    public ReadOnlySpan<int> AdmissibleNumbers
    {
        get
        {
            if (_count < 0)
                MakeNumbers();
            return _numbers.AsSpan(0, _count);
        }
    }

    Span<ulong> Atoms => _bits.AsSpan(0, _house.AtomWords);

    Span<ulong> Texts => _bits.AsSpan(_house.AtomWords, _house.TextWords);

    Span<ulong> Admissible => _bits.AsSpan(_house.AtomWords + _house.TextWords);

    public string CommandText(int number) =>
        (uint)number < (uint)_house.Commands.Length ? _house.Commands[number] : throw new ArgumentException($"There is no command {number}; numbers come from the admissible ones.", nameof(number));

    public GameTurn Reset()
    {
        Start();
        return new GameTurn(_house.Introduction, IsWon, IsAccepted: true);
    }

    public GameTurn Act(string command) =>
        _house.Lookup.TryGetValue(CommandSyntax.Trim(command), out var number) && IsAdmissible(number)
            ? Answer(number)
            : new GameTurn(CommandSyntax.Refusal, IsWon, IsAccepted: false);

    public GameTurn Act(int number)
    {
        Check(number);
        return Answer(number);
    }

    public void Apply(int number)
    {
        Check(number);
        Change(MeaningOf(number));
    }

    public bool Holds(PddlFact fact) => _house.General.Holds(fact.Predicate, fact.Arguments, Atoms);

    public GameSnapshot Save() => new CompiledSnapshot(_house, (ulong[])_bits.Clone(), Moves, IsWon);

    public void Restore(GameSnapshot snapshot)
    {
        if (snapshot is not CompiledSnapshot known || known.House != _house)
            throw new ArgumentException("The snapshot is of another game.", nameof(snapshot));
        known.Bits.CopyTo(_bits, 0);
        (Moves, IsWon, _count, _commands) = (known.Moves, known.IsWon, -1, null);
    }

    public IGame Fork()
    {
        var fork = new CompiledGame(_house);
        _bits.CopyTo(fork._bits, 0);
        (fork.Moves, fork.IsWon, fork._count, fork._commands) = (Moves, IsWon, -1, null);
        return fork;
    }

    void Start()
    {
        _house.General.Game.FirstState.CopyTo(Atoms);
        _house.General.Facts.First.CopyTo(Texts);
        Moves = 0;
        IsWon = FindWon();
        Refresh();
    }

    bool IsAdmissible(int number) => (uint)number < (uint)_house.Commands.Length && (Admissible[number >> 6] >> number & 1) != 0;

    void Check(int number)
    {
        if (!IsAdmissible(number))
            throw new ArgumentException($"'{CommandText(number)}' is not admissible now.", nameof(number));
    }

    CompiledOperator MeaningOf(int command)
    {
        var meanings = _house.MeaningsOf(command).AsSpan();
        var atoms = Atoms;
        for (var at = 0; at < meanings.Length;)
        {
            var (number, end) = (meanings[at], at + 2 + meanings[at + 1]);
            var literal = at + 2;
            while (literal < end && GroundCondition.Holds(atoms, meanings[literal]))
                literal++;
            if (literal == end && _house.OperatorOf(number) is var meant && (!meant.HasUniversals || _house.General.Game.Operators[number].Precondition.Holds(atoms)))
                return meant;
            at = end;
        }

        throw new InvalidOperationException($"'{CommandText(command)}' is admissible, but no operator is applicable.");
    }

    GameTurn Answer(int command)
    {
        var meaning = MeaningOf(command);
        Change(meaning);
        return new GameTurn(Write(meaning), IsWon, IsAccepted: true);
    }

    [SkipLocalsInit]
    string Write(CompiledOperator meaning)
    {
        if (_house.AnswerOf(meaning.Number) is not { } program)
        {
            var general = _house.General;
            var item = general.Game.Operators[meaning.Number];
            return new TextInterpreter(general.File.Grammar, general.Facts, general.PropertyOf).Write(general.TextOf(item).Feedback, general.Bindings(item), [.. Texts]);
        }

        if (program is TextProgram.Fixed text)
            return text.Text;
        var buffer = new TextBuffer(stackalloc char[TextLength]);
        program.Write(Texts, ref buffer);
        return buffer.Finish();
    }

    void Change(CompiledOperator meaning)
    {
        if (meaning.Changes is { } changes)
            Write(Atoms, changes);
        else
            ChangeUnderConditions(_house.General.Game.Operators[meaning.Number].Effects);
        Write(Texts, meaning.TextChanges);
        Moves++;
        if (meaning.TouchesGoal)
            IsWon = FindWon();
        Refresh();
    }

    void ChangeUnderConditions(GroundEffect[] effects)
    {
        var before = Atoms.ToArray();
        foreach (var effect in effects)
        {
            if (effect.Condition.Holds(before))
                Write(Atoms, [(effect.Atom * 2) + (effect.IsDeleted ? 1 : 0)]);
        }
    }

    static void Write(Span<ulong> bits, ReadOnlySpan<int> changes)
    {
        foreach (var change in changes)
        {
            var mask = 1UL << (change >> 1);
            if ((change & 1) != 0)
                bits[change >> 7] &= ~mask;
            else
                bits[change >> 7] |= mask;
        }
    }

    bool FindWon()
    {
        foreach (var condition in _house.General.Game.Goal)
        {
            if (condition.Holds(Atoms))
                return true;
        }

        return false;
    }

    void Refresh()
    {
        (_count, _commands) = (-1, null);
        var atoms = Atoms;
        var admissible = Admissible;
        admissible.Clear();
        if (_house.Always is { } always)
            Visit(always, atoms, admissible);
        var pivots = _house.Pivots;
        for (var word = 0; word < pivots.Length; word++)
        {
            for (var bits = atoms[word] & pivots[word]; bits != 0; bits &= bits - 1)
                Visit(_house.Buckets[(word << 6) + BitOperations.TrailingZeroCount(bits)]!, atoms, admissible);
        }
    }

    void Visit(CommandBucket bucket, ReadOnlySpan<ulong> atoms, Span<ulong> admissible)
    {
        for (var i = 0; i < bucket.Words.Length; i++)
            admissible[bucket.Words[i]] |= bucket.Bits[i];
        var tests = bucket.Tests.AsSpan();
        for (var group = 0; group < tests.Length; group = tests[group + 1])
        {
            if (GroundCondition.Holds(atoms, tests[group]))
                VisitGroup(tests[(group + 2)..tests[group + 1]], atoms, admissible);
        }

        foreach (var number in bucket.Slow)
        {
            if (_house.General.Game.Operators[number].Precondition.Holds(atoms))
                admissible[_house.OperatorOf(number).Command >> 6] |= 1UL << _house.OperatorOf(number).Command;
        }
    }

    static void VisitGroup(ReadOnlySpan<int> tests, ReadOnlySpan<ulong> atoms, Span<ulong> admissible)
    {
        for (var at = 0; at < tests.Length;)
        {
            var (command, end) = (tests[at], at + 2 + tests[at + 1]);
            var literal = at + 2;
            while (literal < end && GroundCondition.Holds(atoms, tests[literal]))
                literal++;
            if (literal == end)
                admissible[command >> 6] |= 1UL << command;
            at = end;
        }
    }

    void MakeNumbers()
    {
        var admissible = Admissible;
        var count = 0;
        foreach (var word in admissible)
            count += BitOperations.PopCount(word);
        if (_numbers is null || _numbers.Length < count)
            _numbers = new int[count + 16];
        _count = 0;
        for (var word = 0; word < admissible.Length; word++)
        {
            for (var bits = admissible[word]; bits != 0; bits &= bits - 1)
                _numbers[_count++] = (word << 6) + BitOperations.TrailingZeroCount(bits);
        }
    }

    string[] MakeCommands()
    {
        var numbers = AdmissibleNumbers;
        var commands = new string[numbers.Length];
        for (var i = 0; i < commands.Length; i++)
            commands[i] = _house.Commands[numbers[i]];
        return commands;
    }
}
