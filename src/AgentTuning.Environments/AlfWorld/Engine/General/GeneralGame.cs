using AgentTuning.Environments.AlfWorld.Engine.Pddl;
using AgentTuning.Environments.AlfWorld.Engine.Text;

namespace AgentTuning.Environments.AlfWorld.Engine.General;

/// <summary>A game carried out literally: every operator is tested after every step, every text is derived from the grammar.</summary>
sealed class GeneralGame : IGame
{
    static readonly IReadOnlyList<TextNode> Introduction = [new TextNode.Symbol("intro")];

    readonly GeneralHouse _house;
    readonly TextInterpreter _interpreter;
    readonly ulong[] _state;
    readonly ulong[] _texts;

    // The operators that each command may mean come in the original's order; the first is meant.
    readonly Dictionary<string, int> _operators = new(StringComparer.Ordinal);
    readonly bool[] _isListed;
    string[] _commands = [];
    int[] _numbers = [];

    public GeneralGame(GeneralHouse house)
    {
        _house = house;
        _interpreter = new TextInterpreter(house.File.Grammar, house.Facts, house.PropertyOf);
        _state = new ulong[house.Game.Atoms.Words];
        _texts = new ulong[house.Facts.Words];
        _isListed = new bool[house.Game.NameCount];
        Start();
    }

    public GameFile File => _house.File;

    public GameNames Names => _house.Names;

    public bool IsWon => Array.Exists(_house.Game.Goal, condition => condition.Holds(_state));

    public int Moves { get; private set; }

    public IReadOnlyList<string> AdmissibleCommands => _commands;

    public ReadOnlySpan<int> AdmissibleNumbers => _numbers;

    public string CommandText(int number) => _house.CommandText(number);

    public GameTurn Reset()
    {
        Start();
        return new GameTurn(_interpreter.Write(Introduction, [], _texts), IsWon, IsAccepted: true);
    }

    public GameTurn Act(string command) =>
        _operators.TryGetValue(CommandSyntax.Trim(command).ToString(), out var number) ? Answer(number) : new GameTurn(CommandSyntax.Refusal, IsWon, IsAccepted: false);

    public GameTurn Act(int number) => Answer(OperatorOf(number));

    public void Apply(int number)
    {
        Change(OperatorOf(number));
        Refresh();
    }

    public bool Holds(PddlFact fact) => _house.Holds(fact.Predicate, fact.Arguments, _state);

    public GameSnapshot Save() => new GeneralSnapshot(_house, [.. _state], [.. _texts], Moves);

    public void Restore(GameSnapshot snapshot)
    {
        if (snapshot is not GeneralSnapshot known || known.House != _house)
            throw new ArgumentException("The snapshot is of another game.", nameof(snapshot));
        known.State.CopyTo(_state, 0);
        known.Texts.CopyTo(_texts, 0);
        Moves = known.Moves;
        Refresh();
    }

    public IGame Fork()
    {
        var fork = new GeneralGame(_house);
        fork.Restore(Save());
        return fork;
    }

    void Start()
    {
        _house.Game.FirstState.CopyTo(_state, 0);
        _house.Facts.First.CopyTo(_texts, 0);
        Moves = 0;
        Refresh();
    }

    int OperatorOf(int number) =>
        _operators.TryGetValue(CommandText(number), out var found) ? found : throw new ArgumentException($"'{CommandText(number)}' is not admissible now.", nameof(number));

    GameTurn Answer(int number)
    {
        var item = _house.Game.Operators[number];
        Change(number);
        var observation = _interpreter.Write(_house.TextOf(item).Feedback, _house.Bindings(item), _texts);
        Refresh();
        return new GameTurn(observation, IsWon, IsAccepted: true);
    }

    void Change(int number)
    {
        var effects = _house.Game.Operators[number].Effects;
        var happens = new bool[effects.Length];
        for (var i = 0; i < effects.Length; i++)
            happens[i] = effects[i].Condition.Holds(_state);
        for (var i = 0; i < effects.Length; i++)
        {
            if (happens[i])
                Write(_state, effects[i].Atom, effects[i].IsDeleted);
        }

        foreach (var change in _house.Facts.Changes[number])
            Write(_texts, change >> 1, (change & 1) != 0);
        Moves++;
    }

    static void Write(ulong[] bits, int bit, bool isCleared)
    {
        if (isCleared)
            bits[bit >> 6] &= ~(1UL << bit);
        else
            bits[bit >> 6] |= 1UL << bit;
    }

    void Refresh()
    {
        _operators.Clear();
        Array.Clear(_isListed);
        var operators = _house.Game.Operators;
        for (var i = 0; i < operators.Length; i++)
        {
            if (_isListed[operators[i].Name] || !operators[i].Precondition.Holds(_state))
                continue;
            _isListed[operators[i].Name] = true;
            _operators.TryAdd(_interpreter.Write(_house.TextOf(operators[i]).Template, _house.Bindings(operators[i]), _texts), i);
        }

        _commands = [.. _operators.Keys.Order(StringComparer.Ordinal)];
        _numbers = [.. _commands.Select(_house.NumberOf)];
    }
}
