using System.Runtime.CompilerServices;
using System.Text;
using AgentTuning.Environments.AlfWorld.Engine.Grounding;
using AgentTuning.Environments.AlfWorld.Engine.Text;

namespace AgentTuning.Environments.AlfWorld.Engine.General;

/// <summary>Writes texts by carrying out the grammar literally.</summary>
/// <param name="grammar">The rules.</param>
/// <param name="facts">What they can ask for.</param>
/// <param name="propertyOf">What is said of a constant.</param>
sealed class TextInterpreter(TextGrammar grammar, TextFacts facts, Func<int, TextProperty, string> propertyOf)
{
    int _steps;

    /// <param name="nodes">What to write.</param>
    /// <param name="bindings">The variables that are known.</param>
    /// <param name="state">The texts' state.</param>
    public string Write(IReadOnlyList<TextNode> nodes, List<TextBinding> bindings, ulong[] state)
    {
        _steps = 0;
        var text = new StringBuilder();
        Write(nodes, bindings, state, text, 0);
        return text.ToString();
    }

    void Write(IReadOnlyList<TextNode> nodes, List<TextBinding> bindings, ulong[] state, StringBuilder text, int depth)
    {
        if (depth > GameLimits.TextDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new InvalidDataException($"{grammar.Place}: rules use each other more than {GameLimits.TextDepth} deep.");
        foreach (var node in nodes)
            Write(node, bindings, state, text, depth);
    }

    void Write(TextNode node, List<TextBinding> bindings, ulong[] state, StringBuilder text, int depth)
    {
        Count(text);
        switch (node)
        {
            case TextNode.Literal literal:
                text.Append(literal.Text);
                break;
            case TextNode.Symbol symbol:
                Write(Choose(symbol.Name, bindings, state), bindings, state, text, depth + 1);
                break;
            case TextNode.Value value:
                text.Append(Evaluate(value.Expression, bindings));
                break;
            case TextNode.Repeat repeat:
                foreach (var item in Items(repeat, bindings, state, depth))
                    text.Append(item);
                break;
            case TextNode.List list:
                WriteList(Items(list.Items, bindings, state, depth), bindings, state, text, depth);
                break;
            case TextNode.Broken broken:
                throw new InvalidDataException($"{grammar.Place}: {broken.Fault}");
            default:
                throw new InvalidDataException($"{grammar.Place}: a piece of kind {node.GetType().Name} is not supported.");
        }
    }

    void WriteList(List<string> items, List<TextBinding> bindings, ulong[] state, StringBuilder text, int depth)
    {
        if (items.Count == 0)
            Write(new TextNode.Symbol("list_empty"), bindings, state, text, depth);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                Write(new TextNode.Symbol(i == items.Count - 1 ? "list_last_separator" : "list_separator"), bindings, state, text, depth);
            text.Append(items[i]);
        }
    }

    List<string> Items(TextNode.Repeat repeat, List<TextBinding> bindings, ulong[] state, int depth)
    {
        var items = new List<string>();
        void Add()
        {
            var item = new StringBuilder();
            Write(repeat.Inner, bindings, state, item, depth);
            items.Add(item.ToString());
        }

        if (repeat.Query is null)
            Add();
        else
            Match(repeat.Query, 0, bindings, state, () =>
            {
                Add();
                return true;
            });
        return items;
    }

    IReadOnlyList<TextNode> Choose(string symbol, List<TextBinding> bindings, ulong[] state)
    {
        foreach (var rule in grammar.RulesOf(symbol))
        {
            if (rule.Fault is not null)
                throw new InvalidDataException($"{grammar.Place}: in a condition of '#{symbol}#' {rule.Fault}");
            if (rule.Condition is null || !Match(rule.Condition, 0, bindings, state, () => false))
                return rule.Nodes;
        }

        throw new InvalidDataException($"{grammar.Place}: no rule of '#{symbol}#' has a condition that holds.");
    }

    /// <summary>Visits the matches in order while <paramref name="next"/> says to go on; false if it stopped the visit.</summary>
    bool Match(TextQuery query, int position, List<TextBinding> bindings, ulong[] state, Func<bool> next)
    {
        if (position == query.Facts.Count)
            return next();
        var fact = query.Facts[position];
        foreach (var candidate in facts.Candidates(fact))
        {
            Count(null);
            if ((state[candidate.Bit >> 6] >> candidate.Bit & 1) == 0)
                continue;
            var known = bindings.Count;
            var isOn = !Bind(fact, candidate.Values, bindings) || Match(query, position + 1, bindings, state, next);
            bindings.RemoveRange(known, bindings.Count - known);
            if (!isOn)
                return false;
        }

        return true;
    }

    // What is bound must be equal; what is new must differ from everything that is bound.
    static bool Bind(TextQuery.Fact fact, int[] values, List<TextBinding> bindings)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var placeholder = fact.Placeholders[i];
            var known = bindings.FindIndex(binding => binding.Name == placeholder.Name && binding.Type == placeholder.Type);
            if (known >= 0)
            {
                if (bindings[known].Value != values[i])
                    return false;
                continue;
            }

            var value = values[i];
            if (bindings.Exists(binding => binding.Value == value))
                return false;
            bindings.Add(new TextBinding(placeholder.Name, placeholder.Type, value));
        }

        return true;
    }

    string Evaluate(TextExpression expression, List<TextBinding> bindings)
    {
        switch (expression)
        {
            case TextExpression.Constant constant:
                return constant.Text;
            case TextExpression.Sum sum:
                return Evaluate(sum.Left, bindings) + Evaluate(sum.Right, bindings);
            case TextExpression.Either either:
                return Evaluate(either.Left, bindings) is { Length: > 0 } left ? left : Evaluate(either.Right, bindings);
            case TextExpression.Property property:
                var last = bindings.FindLastIndex(binding => binding.Name == property.Variable);
                if (last < 0)
                    throw new InvalidDataException($"{grammar.Place}: the variable '{property.Variable}' is not bound where a text uses it.");
                return propertyOf(facts.ConstantOf(bindings[last].Value), property.Kind);
            default:
                throw new InvalidDataException($"{grammar.Place}: an expression of kind {expression.GetType().Name} is not supported.");
        }
    }

    void Count(StringBuilder? text)
    {
        if (++_steps > GameLimits.TextSteps || text?.Length > GameLimits.TextCharacters)
            throw new InvalidDataException($"{grammar.Place}: a text takes more than {GameLimits.TextSteps} steps or {GameLimits.TextCharacters} characters.");
    }
}
