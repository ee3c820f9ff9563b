using AgentTuning.Environments.AlfWorld.Engine.Compiled;
using AgentTuning.Environments.AlfWorld.Engine.Grounding;
using AgentTuning.Environments.AlfWorld.Engine.Text;

namespace AgentTuning.Environments.AlfWorld.Engine.General;

/// <summary>What the games of one file share.</summary>
sealed class GeneralHouse
{
    readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    readonly List<string> _commands = [];
    readonly Lock _lock = new();

    /// <exception cref="InvalidDataException">The file breaks a rule or a limit.</exception>
    public GeneralHouse(GameFile file, bool useRawNames)
    {
        File = file;
        Game = Grounder.Ground(file);
        var actions = Game.Operators.Select(item => Game.Domain.Actions[item.Action].Name).Distinct(StringComparer.Ordinal);
        TextCheck.Run(file.Grammar, actions, type => Game.Vocabulary.Constants.TypeNumber(type) >= 0);
        Facts = new TextFacts(Game, file.Grammar);
        Names = NameTable.Create(file.Problem, useRawNames);
        Compiled = new(() => (CompiledHouse.TryCreate(this, out var reason), reason));
        var constants = Game.Vocabulary.Constants;
        ShownNames = [.. Enumerable.Range(0, constants.Count).Select(number => Names.NameOf(constants.IdOf(number)))];
    }

    public GameFile File { get; }

    /// <summary>The house compiled, or why it cannot be.</summary>
    public Lazy<(CompiledHouse? House, string? Reason)> Compiled { get; }

    public GroundGame Game { get; }

    public TextFacts Facts { get; }

    public GameNames Names { get; }

    /// <summary>The name of every constant.</summary>
    public string[] ShownNames { get; }

    public ActionText TextOf(GroundOperator item) => File.Grammar.TextOf(Game.Domain.Actions[item.Action].Name);

    public List<TextBinding> Bindings(GroundOperator item)
    {
        var parameters = Game.Domain.Actions[item.Action].Parameters;
        var bindings = new List<TextBinding>(parameters.Count + 4);
        for (var i = 0; i < parameters.Count; i++)
            bindings.Add(new TextBinding(parameters[i].Name.Trim('?'), parameters[i].Type, Facts.Value(item.Arguments[i], Game.Vocabulary.Constants.TypeNumber(parameters[i].Type))));
        return bindings;
    }

    /// <summary>What a text says of a constant.</summary>
    public string PropertyOf(int constant, TextProperty kind) => kind switch
    {
        TextProperty.Id => Game.Vocabulary.Constants.IdOf(constant),
        TextProperty.Indefinite => "a",
        TextProperty.Definite => "the",
        _ => ShownNames[constant],
    };

    /// <summary>The number of a command, the same for all games of this house.</summary>
    public int NumberOf(string command)
    {
        lock (_lock)
        {
            if (_numbers.TryGetValue(command, out var number))
                return number;
            _numbers.Add(command, _commands.Count);
            _commands.Add(command);
            return _commands.Count - 1;
        }
    }

    public string CommandText(int number)
    {
        lock (_lock)
            return number >= 0 && number < _commands.Count ? _commands[number] : throw new ArgumentException($"There is no command {number}; numbers come from the admissible ones.", nameof(number));
    }

    /// <summary>Whether a fact holds in a state.</summary>
    public bool Holds(string predicate, IReadOnlyList<string> arguments, ReadOnlySpan<ulong> state)
    {
        var number = Game.Vocabulary.FindPredicate(predicate);
        if (number < 0 || arguments.Count > GameLimits.Arguments)
            return false;
        Span<int> values = stackalloc int[arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Game.Vocabulary.Constants.NumberOf(arguments[i]);
            if (values[i] < 0)
                return false;
        }

        var atom = Game.Atoms.Find(number, values);
        return atom >= 0 ? (state[atom >> 6] >> atom & 1) != 0 : Game.Initial.Contains(number, values);
    }
}
