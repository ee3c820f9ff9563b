using System.Globalization;

namespace AgentTuning.Templates.Jinja;

/// <summary>Reads expressions, from the loosest binding operator to the tightest.</summary>
sealed class ExpressionParser(TokenStream tokens)
{
    const int MaxDepth = 200;

    int _depth;

    /// <summary>Reads the arguments of calls.</summary>
    public ArgumentParser Arguments => field ??= new(tokens, this);

    /// <summary>Reads filters and tests.</summary>
    public FilterParser Filters => field ??= new(tokens, this);

    /// <summary>An expression, or a tuple of several separated by commas.</summary>
    /// <param name="hasCondition">False where <c>if</c> belongs to the statement.</param>
    public Expression ReadTuple(bool hasCondition = true)
    {
        var first = ReadItem();
        if (!tokens.Is(","))
            return first;
        var items = new List<Expression> { first };
        while (tokens.Skip(","))
        {
            if (IsTupleEnd())
                break;
            items.Add(ReadItem());
        }

        return frame => new JinjaTuple([.. items.Select(item => item(frame))]);

        Expression ReadItem() => hasCondition ? Read() : ReadOr();
    }

    /// <summary>One expression.</summary>
    public Expression Read()
    {
        if (++_depth > MaxDepth)
            throw new JinjaException($"Expressions are nested deeper than {MaxDepth}.", tokens.Line);
        var value = ReadOr();
        while (tokens.Skip("if"))
        {
            var (then, condition) = (value, ReadOr());
            var otherwise = tokens.Skip("else") ? Read() : _ => new Undefined("the inline if expression, whose condition is false and which has no else,");
            value = frame => PythonValues.IsTrue(condition(frame)) ? then(frame) : otherwise(frame);
        }

        _depth--;
        return value;
    }

    bool IsTupleEnd() => tokens.Is(TokenKind.BlockEnd) || tokens.Is(TokenKind.VariableEnd) || tokens.Is(")") || tokens.Is("]") || tokens.Is("=");

    Expression ReadOr()
    {
        var left = ReadAnd();
        while (tokens.Skip("or"))
        {
            var (first, second) = (left, ReadAnd());
            left = frame => first(frame) is var value && PythonValues.IsTrue(value) ? value : second(frame);
        }

        return left;
    }

    Expression ReadAnd()
    {
        var left = ReadNot();
        while (tokens.Skip("and"))
        {
            var (first, second) = (left, ReadNot());
            left = frame => first(frame) is var value && PythonValues.IsTrue(value) ? second(frame) : value;
        }

        return left;
    }

    Expression ReadNot()
    {
        if (!tokens.Skip("not"))
            return ReadComparison();
        var operand = Nested(ReadNot);
        return frame => !PythonValues.IsTrue(operand(frame));
    }

    // Comparisons may be chained: a < b < c.
    Expression ReadComparison()
    {
        var first = ReadSum();
        var rest = new List<(Func<object?, object?, bool> Holds, Expression Operand)>();
        while (NextComparison() is { } holds)
            rest.Add((holds, ReadSum()));
        if (rest.Count == 0)
            return first;
        return frame =>
        {
            var left = first(frame);
            foreach (var (holds, operand) in rest)
            {
                var right = operand(frame);
                frame.Budget.Step();
                if (!holds(left, right))
                    return false;
                left = right;
            }

            return true;
        };
    }

    Func<object?, object?, bool>? NextComparison()
    {
        if (tokens.Is("not") && tokens.Peek().Is("in"))
        {
            tokens.Next();
            tokens.Next();
            return (item, container) => !PythonValues.Contains(container, item);
        }

        if (tokens.Skip("in")) return (item, container) => PythonValues.Contains(container, item);
        if (tokens.Current.Kind != TokenKind.Operator) return null;
        Func<object?, object?, bool>? found = tokens.Current.Text switch
        {
            "==" => PythonEquality.AreEqual,
            "!=" => (left, right) => !PythonEquality.AreEqual(left, right),
            "<" => (left, right) => PythonEquality.Compare(left, right) < 0,
            "<=" => (left, right) => PythonEquality.Compare(left, right) <= 0,
            ">" => (left, right) => PythonEquality.Compare(left, right) > 0,
            ">=" => (left, right) => PythonEquality.Compare(left, right) >= 0,
            _ => null,
        };
        if (found is not null) tokens.Next();
        return found;
    }

    Expression ReadSum() => ReadBinary(ReadConcatenation, ("+", PythonArithmetic.Add), ("-", (left, right, _) => PythonArithmetic.Subtract(left, right)));

    Expression ReadConcatenation()
    {
        var first = ReadProduct();
        if (!tokens.Is("~"))
            return first;
        var parts = new List<Expression> { first };
        while (tokens.Skip("~"))
            parts.Add(ReadProduct());
        return frame =>
        {
            var text = TracedText.Join(parts.Select(part => PythonText.Of(part(frame)))); // without escapes: only + knows HTML
            frame.Budget.Characters(text.Length);
            return text;
        };
    }

    Expression ReadProduct() => ReadBinary(
        ReadPower,
        ("*", PythonArithmetic.Multiply), ("/", (left, right, _) => PythonArithmetic.Divide(left, right)), ("//", (left, right, _) => PythonArithmetic.FloorDivide(left, right)), ("%", PythonArithmetic.Modulo));

    Expression ReadPower() => ReadBinary(() => ReadUnary(hasFilters: true), ("**", (left, right, _) => PythonArithmetic.Power(left, right)));

    Expression ReadBinary(Func<Expression> readOperand, params (string Symbol, Func<object?, object?, RenderBudget, object?> Apply)[] operators)
    {
        var left = readOperand();
        while (Array.Find(operators, candidate => tokens.Current is { Kind: TokenKind.Operator } token && token.Text == candidate.Symbol) is { Apply: { } apply })
        {
            tokens.Next();
            var (first, second) = (left, readOperand());
            left = frame => apply(first(frame), second(frame), frame.Budget);
        }

        return left;
    }

    Expression ReadUnary(bool hasFilters)
    {
        Expression value;
        if (tokens.Skip("-"))
        {
            var operand = Nested(() => ReadUnary(hasFilters: false));
            value = frame => PythonArithmetic.Negate(operand(frame));
        }
        else if (tokens.Skip("+"))
        {
            var operand = Nested(() => ReadUnary(hasFilters: false));
            value = frame => PythonArithmetic.Positive(operand(frame));
        }
        else
        {
            value = ReadPrimary();
        }

        value = ReadPostfix(value);
        return hasFilters ? ReadFilters(value) : value;
    }

    Expression ReadPrimary()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                tokens.Next();
                return NameOrConstant(token.Text);
            case TokenKind.Text:
                return ReadText();
            case TokenKind.Integer:
                tokens.Next();
                return Constant(ReadInteger(token));
            case TokenKind.Float:
                tokens.Next();
                return Constant(double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        if (tokens.Skip("("))
            return ReadParentheses();
        if (tokens.Skip("["))
            return ReadList();
        return tokens.Skip("{") ? ReadDict() : throw tokens.Unexpected("a value");
    }

    static Expression NameOrConstant(string name) => name switch
    {
        "true" or "True" => Constant(true),
        "false" or "False" => Constant(false),
        "none" or "None" => Constant(null),
        _ => frame => frame.Get(name),
    };

    static Expression Constant(object? value) => _ => value;

    static long ReadInteger(Token token)
    {
        var text = token.Text;
        var numberBase = text.Length < 2 ? 10 : char.ToLowerInvariant(text[1]) switch { 'b' => 2, 'o' => 8, 'x' => 16, _ => 10 };
        return PythonParse.Integer(text, numberBase) ?? throw new JinjaException($"The number {text} is not supported.", token.Line);
    }

    // Strings that follow one another are one.
    Expression ReadText()
    {
        var text = "";
        while (tokens.Is(TokenKind.Text))
            text += tokens.Next().Text;
        return Constant(new TracedText(text, TracedText.Template));
    }

    Expression ReadParentheses()
    {
        if (tokens.Skip(")"))
            return Constant(new JinjaTuple([]));
        var value = Nested(() => ReadTuple());
        tokens.Expect(")");
        return value;
    }

    Expression ReadList()
    {
        var items = new List<Expression>();
        while (!tokens.Is("]"))
        {
            items.Add(Nested(Read));
            if (!tokens.Skip(","))
                break;
        }

        tokens.Expect("]");
        return frame => items.ConvertAll(item => item(frame));
    }

    Expression ReadDict()
    {
        var pairs = new List<(Expression Key, Expression Value)>();
        while (!tokens.Is("}"))
        {
            var key = Nested(Read);
            tokens.Expect(":");
            pairs.Add((key, Nested(Read)));
            if (!tokens.Skip(","))
                break;
        }

        tokens.Expect("}");
        return frame =>
        {
            var dict = new JinjaDict();
            foreach (var (key, value) in pairs)
                dict[key(frame)] = value(frame);
            return dict;
        };
    }

    Expression ReadPostfix(Expression value)
    {
        while (true)
        {
            if (tokens.Skip("."))
                value = ReadAttribute(value);
            else if (tokens.Skip("["))
                value = ReadSubscript(value);
            else if (tokens.Is("("))
                value = ReadCall(value);
            else
                return value;
        }
    }

    Expression ReadAttribute(Expression value)
    {
        if (tokens.Is(TokenKind.Integer))
        {
            var index = ReadInteger(tokens.Next());
            return frame => PythonAttributes.Item(value(frame), index);
        }

        var name = tokens.Expect(TokenKind.Name, "the name of an attribute").Text;
        return frame =>
        {
            frame.Budget.Step();
            return PythonAttributes.Attribute(value(frame), name);
        };
    }

    Expression ReadSubscript(Expression value)
    {
        Expression? start = null, stop = null, step = null;
        var isSlice = false;
        if (!tokens.Is(":"))
            start = Nested(() => ReadTuple());
        if (tokens.Skip(":"))
        {
            isSlice = true;
            if (!tokens.Is("]") && !tokens.Is(":"))
                stop = Nested(Read);
            if (tokens.Skip(":") && !tokens.Is("]"))
                step = Nested(Read);
        }

        tokens.Expect("]");
        return isSlice
            ? frame => PythonValues.Slice(value(frame), start?.Invoke(frame), stop?.Invoke(frame), step?.Invoke(frame))
            : frame => PythonAttributes.Item(value(frame), start!(frame));
    }

    Expression ReadCall(Expression function)
    {
        var arguments = Arguments.Read("a call");
        return frame =>
        {
            frame.Budget.Step();
            return PythonAttributes.Call(function(frame), arguments(frame), frame.Budget);
        };
    }

    /// <summary>What a test takes without parentheses.</summary>
    public Expression ReadOperand() => Nested(() => ReadPostfix(ReadPrimary()));

    Expression ReadFilters(Expression value)
    {
        while (true)
        {
            if (tokens.Skip("|"))
                value = Filters.ReadFilter(value);
            else if (tokens.Skip("is"))
                value = Filters.ReadTest(value);
            else if (tokens.Is("("))
                value = ReadCall(value);
            else
                return value;
        }
    }

    /// <summary>Reads one level deeper.</summary>
    /// <exception cref="JinjaException">Expressions are nested too deeply.</exception>
    public Expression Nested(Func<Expression> read)
    {
        if (++_depth > MaxDepth)
            throw new JinjaException($"Expressions are nested deeper than {MaxDepth}.", tokens.Line);
        var value = read();
        _depth--;
        return value;
    }
}
