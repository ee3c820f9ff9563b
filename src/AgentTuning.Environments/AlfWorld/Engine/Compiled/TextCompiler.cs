using System.Runtime.CompilerServices;
using AgentTuning.Environments.AlfWorld.Engine.General;
using AgentTuning.Environments.AlfWorld.Engine.Text;

namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>Works out a text as far as it does not depend on the state.</summary>
/// <remarks>It follows <see cref="TextInterpreter"/> step by step; where that tests a fact that can change, this keeps the test.</remarks>
sealed class TextCompiler(GeneralHouse house, TextStatics statics)
{
    const int MaxSteps = 400_000;
    const int MaxDepth = 40;

    readonly TextGrammar _grammar = house.File.Grammar;
    readonly List<int> _required = [];
    readonly HashSet<int> _newTypes = [];
    List<TextBinding> _bindings = [];
    ulong _consulted;
    int _steps;

    /// <summary>Which of the first bindings the last text depends on: it is the same wherever these are the same.</summary>
    public ulong Dependencies { get; private set; }

    /// <exception cref="TextProgramTooLargeException">There are too many cases.</exception>
    public TextProgram Compile(IReadOnlyList<TextNode> nodes, List<TextBinding> bindings)
    {
        (_bindings, _consulted, _steps) = (bindings, 0, 0);
        _newTypes.Clear();
        _required.Clear();
        var count = bindings.Count;
        if (count > 64)
            throw new TextProgramTooLargeException();
        var program = Sequence(nodes, 0);
        Dependencies = count == 64 ? _consulted : _consulted & ((1UL << count) - 1);

        // New values must differ from all that are bound, which can only fail for those of the same type.
        for (var i = 0; i < count; i++)
        {
            if (_newTypes.Contains(house.Facts.TypeOf(bindings[i].Value)))
                Dependencies |= 1UL << i;
        }

        return program;
    }

    TextProgram Sequence(IReadOnlyList<TextNode> nodes, int depth)
    {
        if (depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new TextProgramTooLargeException();
        var parts = new List<TextProgram>();
        foreach (var node in nodes)
        {
            var part = Compile(node, depth);
            if (part is TextProgram.Fixed next && parts is [.., TextProgram.Fixed before])
                parts[^1] = new TextProgram.Fixed(before.Text + next.Text);
            else
                parts.Add(part);
        }

        return parts switch
        {
            [] => new TextProgram.Fixed(""),
            [var only] => only,
            _ => new TextProgram.Sequence([.. parts]),
        };
    }

    TextProgram Compile(TextNode node, int depth)
    {
        Count();
        return node switch
        {
            TextNode.Literal literal => new TextProgram.Fixed(literal.Text),
            TextNode.Symbol symbol => Choose(symbol.Name, depth + 1),
            TextNode.Value value => new TextProgram.Fixed(Evaluate(value.Expression)),
            TextNode.Repeat repeat => new TextProgram.Repetition([.. Items(repeat, depth)]),
            TextNode.List list => List(list, depth),
            _ => throw new TextProgramTooLargeException(),
        };
    }

    TextProgram List(TextNode.List list, int depth)
    {
        var items = Items(list.Items, depth);
        var (empty, separator, last) = (Choose("list_empty", depth + 1), Choose("list_separator", depth + 1), Choose("list_last_separator", depth + 1));
        return empty is TextProgram.Fixed { Text: var none } && separator is TextProgram.Fixed { Text: var comma } && last is TextProgram.Fixed { Text: var and }
            && items.TrueForAll(item => item is { Condition.Length: 1, Body: TextProgram.Fixed })
            ? new TextProgram.FlatList([.. items.Select(item => item.Condition[0])], [.. items.Select(item => ((TextProgram.Fixed)item.Body).Text)], none, comma, and)
            : new TextProgram.List([.. items], empty, separator, last);
    }

    TextProgram Choose(string symbol, int depth)
    {
        var alternatives = new List<(int[][], TextProgram)>();
        foreach (var rule in _grammar.RulesOf(symbol))
        {
            if (rule.Fault is not null)
                throw new TextProgramTooLargeException();
            var conditions = new List<int[]>();
            var isCertain = rule.Condition is null;
            if (rule.Condition is not null)
            {
                Match(rule.Condition, 0, () =>
                {
                    isCertain |= _required.Count == 0;
                    conditions.Add([.. _required]);
                });
                if (conditions.Count == 0)
                    continue;
            }

            // A rule's text knows only what was bound before its condition, and what is required there.
            var outer = _required.ToArray();
            _required.Clear();
            var body = Sequence(rule.Nodes, depth);
            _required.AddRange(outer);
            if (isCertain && alternatives.Count == 0)
                return body;
            alternatives.Add((isCertain ? [[]] : [.. conditions], body));
            if (isCertain)
                break;
        }

        return new TextProgram.Choice([.. alternatives], $"{_grammar.Place}: no rule of '#{symbol}#' has a condition that holds.");
    }

    List<(int[] Condition, TextProgram Body)> Items(TextNode.Repeat repeat, int depth)
    {
        var items = new List<(int[] Condition, TextProgram Body)>();
        var outer = _required.ToArray();
        _required.Clear();
        void Add()
        {
            var condition = _required.ToArray();
            _required.Clear();
            items.Add((condition, Compile(repeat.Inner, depth)));
            _required.AddRange(condition);
        }

        if (repeat.Query is null)
            Add();
        else
            Match(repeat.Query, 0, Add);
        _required.Clear();
        _required.AddRange(outer);
        return items;
    }

    void Match(TextQuery query, int position, Action found)
    {
        if (position == 0)
        {
            // Conditions start from nothing; what was required around them is tested around them.
            var outer = _required.ToArray();
            _required.Clear();
            MatchFrom(query, 0, found);
            _required.AddRange(outer);
            return;
        }

        MatchFrom(query, position, found);
    }

    void MatchFrom(TextQuery query, int position, Action found)
    {
        if (position == query.Facts.Count)
        {
            found();
            return;
        }

        var fact = query.Facts[position];
        foreach (var candidate in house.Facts.Candidates(fact))
        {
            Count();
            if (!statics.CanBe(candidate.Bit))
                continue;
            var (bound, required) = (_bindings.Count, _required.Count);
            if (Bind(fact, candidate.Values))
            {
                if (!statics.MustBe(candidate.Bit))
                    _required.Add(candidate.Bit);
                MatchFrom(query, position + 1, found);
            }

            _bindings.RemoveRange(bound, _bindings.Count - bound);
            _required.RemoveRange(required, _required.Count - required);
        }
    }

    bool Bind(TextQuery.Fact fact, int[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var placeholder = fact.Placeholders[i];
            var known = _bindings.FindIndex(binding => binding.Name == placeholder.Name && binding.Type == placeholder.Type);
            if (known >= 0)
            {
                Consult(known);
                if (_bindings[known].Value != values[i])
                    return false;
                continue;
            }

            var value = values[i];
            _newTypes.Add(house.Facts.TypeOf(value));
            if (_bindings.Exists(binding => binding.Value == value))
                return false;
            _bindings.Add(new TextBinding(placeholder.Name, placeholder.Type, value));
        }

        return true;
    }

    string Evaluate(TextExpression expression)
    {
        switch (expression)
        {
            case TextExpression.Constant constant:
                return constant.Text;
            case TextExpression.Sum sum:
                return Evaluate(sum.Left) + Evaluate(sum.Right);
            case TextExpression.Either either:
                return Evaluate(either.Left) is { Length: > 0 } left ? left : Evaluate(either.Right);
            case TextExpression.Property property:
                var last = _bindings.FindLastIndex(binding => binding.Name == property.Variable);
                if (last < 0)
                    throw new TextProgramTooLargeException();
                Consult(last);
                return house.PropertyOf(house.Facts.ConstantOf(_bindings[last].Value), property.Kind);
            default:
                throw new TextProgramTooLargeException();
        }
    }

    void Consult(int binding)
    {
        if (binding < 64)
            _consulted |= 1UL << binding;
    }

    void Count()
    {
        if (++_steps > MaxSteps)
            throw new TextProgramTooLargeException();
    }
}
