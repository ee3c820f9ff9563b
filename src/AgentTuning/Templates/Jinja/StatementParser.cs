namespace AgentTuning.Templates.Jinja;

/// <summary>Reads a template's text, outputs and statements.</summary>
sealed class StatementParser
{
    const int MaxDepth = 100;
    const string Captured = "captured text"; // no template can name it

    readonly TokenStream _tokens;
    readonly ExpressionParser _expressions;
    int _depth;

    StatementParser(TokenStream tokens) => (_tokens, _expressions) = (tokens, new ExpressionParser(tokens));

    /// <summary>The whole of a template.</summary>
    public static Statement Read(string source)
    {
        var parser = new StatementParser(new TokenStream(Lexer.Read(source)));
        var body = parser.ReadBody();
        return parser._tokens.Is(TokenKind.End) ? body : throw parser._tokens.Unexpected("the end of the template");
    }

    // Up to a statement that one of the names ends, or to the template's end.
    Statement ReadBody(params ReadOnlySpan<string> ends)
    {
        if (++_depth > MaxDepth)
            throw new JinjaException($"Statements are nested deeper than {MaxDepth}.", _tokens.Line);
        var statements = new List<Statement>();
        while (!_tokens.Is(TokenKind.End))
        {
            var line = _tokens.Line;
            switch (_tokens.Current.Kind)
            {
                case TokenKind.Data:
                    statements.Add(Data(_tokens.Next().Text));
                    break;
                case TokenKind.VariableBegin:
                    _tokens.Next();
                    statements.Add(At(line, Output(_expressions.ReadTuple())));
                    _tokens.Expect(TokenKind.VariableEnd, "the end of the expression");
                    break;
                default:
                    if (IsEnd(ends))
                    {
                        _depth--;
                        return Sequence(statements);
                    }

                    _tokens.Next();
                    statements.Add(At(line, ReadStatement(line)));
                    break;
            }
        }

        if (ends.Length > 0)
            throw _tokens.Unexpected(string.Join(" or ", ends.ToArray()));
        _depth--;
        return Sequence(statements);
    }

    bool IsEnd(ReadOnlySpan<string> ends) => _tokens.Is(TokenKind.BlockBegin) && _tokens.Peek() is { Kind: TokenKind.Name } name && ends.Contains(name.Text);

    static Statement Data(string data)
    {
        var text = new TracedText(data, TracedText.Template);
        return (frame, output) => Write(text, frame, output);
    }

    static Statement Output(Expression value) => (frame, output) => Write(PythonText.Of(value(frame)), frame, output);

    static Flow Write(TracedText text, Frame frame, TraceBuilder output)
    {
        frame.Budget.Step();
        frame.Budget.Characters(text.Length);
        output.Append(text);
        return Flow.Next;
    }

    static Statement Sequence(List<Statement> statements) => (frame, output) =>
    {
        foreach (var statement in statements)
        {
            if (statement(frame, output) is var flow && flow != Flow.Next)
                return flow;
        }

        return Flow.Next;
    };

    static Statement At(int line, Statement statement) => (frame, output) =>
    {
        try
        {
            return statement(frame, output);
        }
        catch (JinjaException e) when (e.Line == 0)
        {
            throw e.At(line);
        }
    };

    Statement ReadStatement(int line)
    {
        var name = _tokens.Expect(TokenKind.Name, "a statement").Text;
        return name switch
        {
            "if" => ReadIf(),
            "for" => ReadFor(),
            "set" => ReadSet(),
            "macro" => ReadMacro(),
            "call" => ReadCall(),
            "filter" => ReadFilter(),
            "with" => ReadWith(),
            "generation" => ReadBlock("endgeneration"),
            "break" => ReadFlow(Flow.Break),
            "continue" => ReadFlow(Flow.Continue),
            "do" => ReadDo(),
            _ => throw new JinjaException($"The statement '{name}' is not supported here.", line),
        };
    }

    Statement ReadFlow(Flow flow)
    {
        EndStatement();
        return (_, _) => flow;
    }

    Statement ReadDo()
    {
        var value = _expressions.ReadTuple();
        EndStatement();
        return (frame, _) =>
        {
            value(frame);
            return Flow.Next;
        };
    }

    Statement ReadBlock(string end)
    {
        EndStatement();
        var body = ReadBody(end);
        Close(end);
        return body;
    }

    Statement ReadIf()
    {
        var branches = new List<(Expression Condition, Statement Body)>();
        Statement otherwise = (_, _) => Flow.Next;
        var condition = _expressions.ReadTuple(hasCondition: false);
        while (true)
        {
            EndStatement();
            branches.Add((condition, ReadBody("elif", "else", "endif")));
            _tokens.Next();
            var keyword = _tokens.Next().Text;
            if (keyword == "elif")
            {
                condition = _expressions.ReadTuple(hasCondition: false);
                continue;
            }

            EndStatement();
            if (keyword == "else")
            {
                otherwise = ReadBody("endif");
                Close("endif");
            }

            break;
        }

        return (frame, output) =>
        {
            foreach (var (test, body) in branches)
            {
                frame.Budget.Step();
                if (PythonValues.IsTrue(test(frame)))
                    return body(frame, output);
            }

            return otherwise(frame, output);
        };
    }

    Statement ReadFor()
    {
        var target = ReadNames();
        _tokens.Expect("in");
        var source = _expressions.ReadTuple(hasCondition: false);
        var filter = _tokens.Skip("if") ? _expressions.Read() : null;
        var isRecursive = _tokens.Skip("recursive");
        EndStatement();
        var body = ReadBody("else", "endfor");
        _tokens.Next();
        Statement? otherwise = null;
        if (_tokens.Next().Text == "else")
        {
            EndStatement();
            otherwise = ReadBody("endfor");
            Close("endfor");
        }
        else
        {
            EndStatement();
        }

        return new ForLoop(target, source, body) { Filter = filter, IsRecursive = isRecursive, Otherwise = otherwise }.Run;
    }

    List<string> ReadNames()
    {
        var isParenthesized = _tokens.Skip("(");
        var names = new List<string> { _tokens.Expect(TokenKind.Name, "the name of a variable").Text };
        var isTuple = false;
        while (_tokens.Skip(","))
        {
            isTuple = true;
            if (!_tokens.Is(TokenKind.Name) || _tokens.Is("in"))
                break;
            names.Add(_tokens.Next().Text);
        }

        if (isParenthesized)
            _tokens.Expect(")");
        if (isTuple && names.Count == 1)
            throw new JinjaException("A tuple of one variable is not supported.", _tokens.Line);
        return names;
    }

    Statement ReadSet()
    {
        var names = ReadNames();
        string? attribute = null;
        if (names.Count == 1 && _tokens.Skip("."))
            attribute = _tokens.Expect(TokenKind.Name, "the name of a variable of the namespace").Text;
        if (_tokens.Skip("="))
        {
            var value = _expressions.ReadTuple();
            EndStatement();
            return (frame, _) => Assign(frame, names, attribute, value(frame));
        }

        var captured = ReadCaptured("endset");
        return (frame, _) => Assign(frame, names, attribute, captured(frame));
    }

    static Flow Assign(Frame frame, List<string> names, string? attribute, object? value)
    {
        frame.Budget.Step();
        if (attribute is not null)
        {
            if (frame.Get(names[0]) is not JinjaNamespace space)
                throw new JinjaException($"'{names[0]}' is no namespace, so its '{attribute}' cannot be set.");
            space[attribute] = value;
        }
        else if (names.Count == 1)
        {
            frame.Set(names[0], value);
        }
        else
        {
            ForLoop.Unpack(frame, names, value);
        }

        return Flow.Next;
    }

    Statement ReadMacro()
    {
        var name = _tokens.Expect(TokenKind.Name, "the name of the macro").Text;
        var parameters = ReadParameters();
        EndStatement();
        var body = ReadBody("endmacro");
        Close("endmacro");
        return (frame, _) =>
        {
            frame.Set(name, new Macro(name, parameters, body, frame));
            return Flow.Next;
        };
    }

    List<(string Name, Expression? Default)> ReadParameters()
    {
        var parameters = new List<(string Name, Expression? Default)>();
        _tokens.Expect("(");
        while (!_tokens.Is(")"))
        {
            var name = _tokens.Expect(TokenKind.Name, "the name of a parameter").Text;
            parameters.Add((name, _tokens.Skip("=") ? _expressions.Read() : null));
            if (!_tokens.Skip(","))
                break;
        }

        _tokens.Expect(")");
        return parameters;
    }

    Statement ReadCall()
    {
        var parameters = _tokens.Is("(") ? ReadParameters() : [];
        var name = _tokens.Expect(TokenKind.Name, "the name of a macro").Text;
        var arguments = _expressions.Arguments.Read(name);
        EndStatement();
        var body = ReadBody("endcall");
        Close("endcall");
        return (frame, output) =>
        {
            var caller = new Macro("caller", parameters, body, frame);
            return frame.Get(name) is Macro macro
                ? Write(macro.Call(arguments(frame), caller, frame.Budget), frame, output)
                : throw new JinjaException($"'{name}' is no macro.");
        };
    }

    Statement ReadFilter()
    {
        var captured = ReadCaptured("endfilter", isFirstRead: false);
        return (frame, output) => Write(PythonText.Of(captured(frame)), frame, output);
    }

    // What a body writes, through filters.
    Expression ReadCaptured(string end, bool isFirstRead = true)
    {
        Expression value = frame => frame.Get(Captured);
        if (!isFirstRead)
            value = _expressions.Filters.ReadFilter(value);
        while (_tokens.Skip("|"))
            value = _expressions.Filters.ReadFilter(value);
        EndStatement();
        var body = ReadBody(end);
        Close(end);
        return frame =>
        {
            var inner = new TraceBuilder();
            body(frame.Inner(), inner);
            var scope = frame.Inner();
            scope.Set(Captured, inner.ToText());
            return value(scope);
        };
    }

    Statement ReadWith()
    {
        var variables = new List<(string Name, Expression Value)>();
        while (!_tokens.Is(TokenKind.BlockEnd))
        {
            var name = _tokens.Expect(TokenKind.Name, "the name of a variable").Text;
            _tokens.Expect("=");
            variables.Add((name, _expressions.Read()));
            if (!_tokens.Skip(","))
                break;
        }

        EndStatement();
        var body = ReadBody("endwith");
        Close("endwith");
        return (frame, output) =>
        {
            var inner = frame.Inner();
            foreach (var (name, value) in variables)
                inner.Set(name, value(frame));
            return body(inner, output);
        };
    }

    void Close(string end)
    {
        _tokens.Next();
        _tokens.Expect(end);
        EndStatement();
    }

    void EndStatement() => _tokens.Expect(TokenKind.BlockEnd, "the end of the statement");
}
