using System.Text;
using AgentTuning.Environments.AlfWorld.Engine.General;
using AgentTuning.Environments.AlfWorld.Engine.Grounding;
using AgentTuning.Environments.AlfWorld.Engine.Text;

namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>What the compiled games of one file share.</summary>
sealed class CompiledHouse
{
    const int KeptNames = 1 << 16;

    readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    readonly Dictionary<(int Action, ulong Mask, string Values), TextProgram?> _programs = [];
    readonly Dictionary<int, List<ulong>> _masks = [];
    readonly TextProgram?[] _answers;
    readonly bool[] _isInterpreted;
    readonly TextCompiler _compiler;
    readonly Lock _lock = new();

    CompiledHouse(GeneralHouse house, TextStatics statics, string[] commands, int[] commandOf)
    {
        (General, Commands) = (house, commands);
        for (var i = 0; i < commands.Length; i++)
            _numbers.Add(commands[i], i);
        Lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
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

        Operators = Compile(game, house.Facts, commandOf);
        Meanings = new int[commands.Length][];
        foreach (var group in Enumerable.Range(0, commandOf.Length).GroupBy(number => commandOf[number]))
            Meanings[group.Key] = [.. group.SelectMany(number => (IEnumerable<int>)[number, Operators[number].Literals.Length, .. Operators[number].Literals])];
        _answers = new TextProgram?[Operators.Length];
        _isInterpreted = new bool[Operators.Length];
        _compiler = new TextCompiler(house, statics);
        Introduction = new TextInterpreter(house.File.Grammar, house.Facts, house.PropertyOf).Write([new TextNode.Symbol("intro")], [], house.Facts.First);
    }

    public GeneralHouse General { get; }

    /// <summary>All commands in ordinal order.</summary>
    public string[] Commands { get; }

    public Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Lookup { get; }

    public int AtomWords { get; }

    public int TextWords { get; }

    public int CommandWords { get; }

    public CommandBucket?[] Buckets { get; }

    public CommandBucket? Always { get; }

    /// <summary>The atoms that have a bucket.</summary>
    public ulong[] Pivots { get; }

    public CompiledOperator[] Operators { get; }

    /// <summary>The operators that each command may mean, the first applicable one: its number, how many literals it needs, and those.</summary>
    public int[][] Meanings { get; }

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

        var interpreter = new TextInterpreter(house.File.Grammar, house.Facts, house.PropertyOf);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var ofOperator = new string[house.Game.Operators.Length];
        for (var i = 0; i < ofOperator.Length; i++)
        {
            var item = house.Game.Operators[i];
            var text = interpreter.Write(house.TextOf(item).Template, house.Bindings(item), house.Facts.First);
            texts.TryAdd(text, text);
            ofOperator[i] = texts[text];
        }

        string[] commands = [.. texts.Keys.Order(StringComparer.Ordinal)];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < commands.Length; i++)
            numbers.Add(commands[i], i);
        return new CompiledHouse(house, statics, commands, [.. ofOperator.Select(text => numbers[text])]);
    }

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

    static CompiledOperator[] Compile(GroundGame game, TextFacts facts, int[] commandOf)
    {
        var goal = game.Goal.SelectMany(condition => condition.Literals).Select(literal => literal >> 1).ToHashSet();
        var isOpen = game.Goal.Any(condition => condition.Universals.Length > 0);
        return [.. game.Operators.Select((item, number) => new CompiledOperator
        {
            Number = number,
            Command = commandOf[number],
            Literals = item.Precondition.Literals,
            HasUniversals = item.Precondition.Universals.Length > 0,
            Changes = Array.TrueForAll(item.Effects, effect => effect.Condition.IsAlways) ? [.. item.Effects.Select(effect => (effect.Atom * 2) + (effect.IsDeleted ? 1 : 0))] : null,
            TextChanges = facts.Changes[number],
            TouchesGoal = isOpen || Array.Exists(item.Effects, effect => goal.Contains(effect.Atom)),
        })];
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
