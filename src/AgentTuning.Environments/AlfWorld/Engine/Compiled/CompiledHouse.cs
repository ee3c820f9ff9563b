using System.Text;
using AgentTuning.Environments.AlfWorld.Engine.General;
using AgentTuning.Environments.AlfWorld.Engine.Grounding;
using AgentTuning.Environments.AlfWorld.Engine.Text;

namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>What the compiled games of one file share.</summary>
sealed class CompiledHouse
{
    const int KeptNames = 1 << 16;

    readonly Lazy<Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>> _lookup;
    readonly Dictionary<(int Action, ulong Mask, string Values), TextProgram?> _programs = [];
    readonly Dictionary<int, List<ulong>> _masks = [];
    readonly int[] _commandOf;
    readonly CompiledOperator?[] _operators;
    readonly int[]?[] _meanings;
    readonly int[] _meaningStarts;
    readonly int[] _meaningOperators;
    readonly bool[] _isGoal;
    readonly bool _isGoalOpen;
    readonly TextProgram?[] _answers;
    readonly bool[] _isInterpreted;
    readonly TextCompiler _compiler;
    readonly Lock _lock = new();

    CompiledHouse(GeneralHouse house, TextStatics statics, string[] commands, int[] commandOf)
    {
        (General, Commands) = (house, commands);
        _lookup = new(CreateLookup);
        var game = house.Game;
        (AtomWords, TextWords, CommandWords) = (game.Atoms.Words, house.Facts.Words, (commands.Length + 63) / 64);
        var builder = new BucketBuilder(game, commandOf);
        Buckets = builder.Build();
        Always = builder.Always;
        Pivots = new ulong[AtomWords];
        for (var atom = 0; atom < Buckets.Length; atom++)
        {
            if (Buckets[atom] is not null)
                Pivots[atom >> 6] |= 1UL << atom;
        }

        _commandOf = commandOf;
        _operators = new CompiledOperator?[game.Operators.Length];
        _meanings = new int[]?[commands.Length];
        (_meaningStarts, _meaningOperators) = SortByCommand(commandOf, commands.Length);
        _isGoal = new bool[game.Atoms.Count];
        foreach (var condition in game.Goal)
            foreach (var literal in condition.Literals)
                _isGoal[literal >> 1] = true;
        _isGoalOpen = Array.Exists(game.Goal, condition => condition.Universals.Length > 0);
        _answers = new TextProgram?[_operators.Length];
        _isInterpreted = new bool[_operators.Length];
        _compiler = new TextCompiler(house, statics);
        Introduction = new TextInterpreter(house.File.Grammar, house.Facts, house.PropertyOf).Write([new TextNode.Symbol("intro")], [], house.Facts.First);
    }

    public GeneralHouse General { get; }

    /// <summary>All commands in ordinal order.</summary>
    public string[] Commands { get; }

    public Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Lookup => _lookup.Value;

    public int AtomWords { get; }

    public int TextWords { get; }

    public int CommandWords { get; }

    public CommandBucket?[] Buckets { get; }

    public CommandBucket? Always { get; }

    /// <summary>The atoms that have a bucket.</summary>
    public ulong[] Pivots { get; }

    /// <summary>What a reset says.</summary>
    public string Introduction { get; }

    /// <summary>The compiled house, or null with the reason where commands are named by what can change.</summary>
    public static CompiledHouse? TryCreate(GeneralHouse house, out string? reason)
    {
        reason = null;
        var statics = new TextStatics(house.Facts);
        var dynamic = house.Game.Operators.Select(item => item.Action).Distinct()
            .FirstOrDefault(action => DependsOnState(house.File.Grammar.TextOf(house.Game.Domain.Actions[action].Name).Template, house, statics), -1);
        if (dynamic >= 0)
        {
            reason = $"the template of '{house.Game.Domain.Actions[dynamic].Name}' depends on facts that change";
            return null;
        }

        var (commands, commandOf) = CommandWriter.Write(house);
        return new CompiledHouse(house, statics, commands, commandOf);
    }

    /// <summary>What an operator changes; worked out when it is first asked for.</summary>
    public CompiledOperator OperatorOf(int number) => Volatile.Read(ref _operators[number]) ?? Compile(number);

    /// <summary>The operators that a command may mean, the first applicable one: its number, how many literals it needs, and those.</summary>
    public int[] MeaningsOf(int command) => Volatile.Read(ref _meanings[command]) ?? ListMeanings(command);

    /// <summary>The answer to an operator, or null where it is derived by the interpreter.</summary>
    public TextProgram? AnswerOf(int number)
    {
        if (Volatile.Read(ref _answers[number]) is { } known)
            return known;
        if (_isInterpreted[number])
            return null;
        lock (_lock)
            return Find(number);
    }

    TextProgram? Find(int number)
    {
        var item = General.Game.Operators[number];
        var bindings = General.Bindings(item);
        if (!_masks.TryGetValue(item.Action, out var masks))
            _masks.Add(item.Action, masks = []);
        foreach (var mask in masks)
        {
            if (_programs.TryGetValue((item.Action, mask, Values(bindings, mask)), out var shared))
                return Keep(number, shared);
        }

        try
        {
            var program = _compiler.Compile(General.TextOf(item).Feedback, bindings);
            var dependencies = _compiler.Dependencies;
            if (!masks.Contains(dependencies))
                masks.Add(dependencies);
            if (_programs.Count < KeptNames)
                _programs[(item.Action, dependencies, Values(bindings, dependencies))] = program;
            return Keep(number, program);
        }
        catch (TextProgramTooLargeException)
        {
            return Keep(number, null);
        }
    }

    TextProgram? Keep(int number, TextProgram? program)
    {
        if (program is null)
            _isInterpreted[number] = true;
        else
            Volatile.Write(ref _answers[number], program);
        return program;
    }

    static string Values(List<TextBinding> bindings, ulong mask)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Math.Min(bindings.Count, 64); i++)
        {
            if ((mask >> i & 1) != 0)
                text.Append(bindings[i].Value).Append(' ');
        }

        return text.ToString();
    }

    Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> CreateLookup()
    {
        var numbers = new Dictionary<string, int>(Commands.Length, StringComparer.Ordinal);
        for (var i = 0; i < Commands.Length; i++)
            numbers.Add(Commands[i], i);
        return numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    CompiledOperator Compile(int number)
    {
        var item = General.Game.Operators[number];
        var compiled = new CompiledOperator
        {
            Number = number,
            Command = _commandOf[number],
            HasUniversals = item.Precondition.Universals.Length > 0,
            Changes = ChangesOf(item.Effects),
            TextChanges = General.Facts.Changes[number],
            TouchesGoal = _isGoalOpen || Array.Exists(item.Effects, effect => _isGoal[effect.Atom]),
        };
        Volatile.Write(ref _operators[number], compiled);
        return compiled;
    }

    static int[]? ChangesOf(GroundEffect[] effects)
    {
        var changes = new int[effects.Length];
        for (var i = 0; i < effects.Length; i++)
        {
            if (!effects[i].Condition.IsAlways)
                return null;
            changes[i] = (effects[i].Atom * 2) + (effects[i].IsDeleted ? 1 : 0);
        }

        return changes;
    }

    int[] ListMeanings(int command)
    {
        var meanings = new List<int>();
        foreach (var number in _meaningOperators.AsSpan(_meaningStarts[command].._meaningStarts[command + 1]))
        {
            var literals = General.Game.Operators[number].Precondition.Literals;
            meanings.Add(number);
            meanings.Add(literals.Length);
            meanings.AddRange(literals);
        }

        int[] listed = [.. meanings];
        Volatile.Write(ref _meanings[command], listed);
        return listed;
    }

    // The operators of each command, in their order: those of a command begin at its start.
    static (int[] Starts, int[] Operators) SortByCommand(int[] commandOf, int commands)
    {
        var starts = new int[commands + 1];
        foreach (var command in commandOf)
            starts[command + 1]++;
        for (var i = 0; i < commands; i++)
            starts[i + 1] += starts[i];
        var (next, operators) = (starts[..^1], new int[commandOf.Length]);
        for (var number = 0; number < commandOf.Length; number++)
            operators[next[commandOf[number]]++] = number;
        return (starts, operators);
    }

    static bool DependsOnState(IReadOnlyList<TextNode> nodes, GeneralHouse house, TextStatics statics)
    {
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<IReadOnlyList<TextNode>>([nodes]));
        while (open.TryPop(out var next))
        {
            foreach (var query in TextQueries.Of(next))
            {
                if (query.Facts.Any(fact => house.Facts.Candidates(fact).Any(candidate => statics.CanBe(candidate.Bit) != statics.MustBe(candidate.Bit))))
                    return true;
            }

            foreach (var symbol in TextQueries.SymbolsOf(next).Where(seen.Add))
            {
                foreach (var rule in house.File.Grammar.RulesOf(symbol))
                {
                    open.Push(rule.Nodes);
                    if (rule.Condition is not null)
                        open.Push([new TextNode.Repeat(new TextNode.Literal(""), rule.Condition)]);
                }
            }
        }

        return false;
    }
}
