using AgentTuning.Environments.Database.Sql;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>Turns calls and the expressions that begin with a keyword into SQLite's. Only known functions pass.</summary>
sealed class CallTranslator(TokenReader reader, TranslationScope scope, ExpressionTranslator expressions, QueryTranslator queries)
{
    /// <summary>Reads what begins with a keyword or is a call.</summary>
    /// <returns>False where the word is a plain name.</returns>
    public bool TryTranslate(out string call)
    {
        var word = reader.Current;
        var isCall = reader.Peek().IsSymbol("(");
        call = word.Text.ToUpperInvariant() switch
        {
            "CASE" => TranslateCase(),
            "NULL" => Constant("NULL"),
            "TRUE" when !isCall => Constant("1"),
            "FALSE" when !isCall => Constant("0"),
            "CURRENT_DATE" or "CURRENT_TIME" or "CURRENT_TIMESTAMP" or "LOCALTIME" or "LOCALTIMESTAMP" or "CURRENT_USER" when !isCall => TranslateClock(),
            "DATE" or "TIME" or "TIMESTAMP" when reader.Peek().Kind == SqlTokenKind.Text => Constant(SqliteText.Literal(reader.Peek().Text), 2),
            "EXISTS" when isCall => TranslateExists(),
            _ => isCall && IsFunction(word.Text) ? TranslateCall() : "",
        };
        return call.Length > 0;
    }

    static bool IsFunction(string word) =>
        !ReservedWords.Contains(word) || FunctionNames.Find(word) is not null || string.Equals(word, "VALUES", StringComparison.OrdinalIgnoreCase);

    string Constant(string text, int words = 1)
    {
        for (var i = 0; i < words; i++)
            reader.Next();
        return text;
    }

    string TranslateClock() => $"{FunctionNames.Find(reader.Next().Text)!.Value.Target}()";

    string TranslateCase()
    {
        reader.Next();
        var subject = reader.Is("WHEN") ? null : expressions.Translate();
        var text = "(CASE";
        while (reader.TryTake("WHEN"))
        {
            var test = expressions.Translate();
            reader.Expect("THEN");
            text += $" WHEN {(subject is null ? test : $"my_eq({subject}, {test})")} THEN {expressions.Translate()}";
        }

        if (reader.TryTake("ELSE"))
            text += $" ELSE {expressions.Translate()}";
        reader.Expect("END");
        return text + " END)";
    }

    string TranslateExists()
    {
        reader.Next();
        reader.Expect("(");
        var query = queries.TranslateNested();
        reader.Expect(")");
        return $"(EXISTS ({query}))";
    }

    string TranslateCall()
    {
        var word = reader.Next();
        var name = word.Text.ToUpperInvariant();
        reader.Expect("(");
        var call = name switch
        {
            "COUNT" => TranslateCount(),
            "SUM" or "AVG" => TranslateTotal(name),
            "MIN" or "MAX" => TranslateExtreme(name),
            "GROUP_CONCAT" => TranslateGroupConcat(),
            "CAST" => TranslateCast(),
            "CONVERT" => TranslateConvert(),
            "EXTRACT" => TranslateExtract(),
            "TRIM" => TranslateTrim(),
            "POSITION" => TranslatePosition(),
            "SUBSTRING" or "SUBSTR" or "MID" => TranslateSubstring(),
            "DATE_ADD" or "ADDDATE" or "DATE_SUB" or "SUBDATE" => TranslateDateSum(name),
            "TIMESTAMPDIFF" or "TIMESTAMPADD" => TranslateWithUnit(name),
            "IF" => TranslateIf(),
            "NULLIF" => TranslateNullIf(),
            "VALUES" => $"excluded.{SqliteText.Name(reader.ExpectName())}",
            "CHAR" => TranslateChar(),
            _ => TranslateKnown(word.Text),
        };
        reader.Expect(")");
        return reader.Is("OVER") ? TranslateWindow(call) : call;
    }

    string TranslateCount()
    {
        if (reader.TryTake("*"))
            return "count(*)";
        if (!reader.TryTake("DISTINCT"))
            return $"count({expressions.Translate()})";
        var items = expressions.TranslateList();
        return items.Count == 1 ? $"count(DISTINCT {items[0]})" : $"count(DISTINCT my_tuple({string.Join(", ", items)}))";
    }

    // SQLite's own sum corrects rounding and counts text without digits as an integer; MySQL adds doubles one by one.
    string TranslateTotal(string name)
    {
        var distinct = reader.TryTake("DISTINCT") ? "DISTINCT " : "";
        return $"my_{name.ToLowerInvariant()}({distinct}my_num({expressions.Translate()}))";
    }

    string TranslateExtreme(string name)
    {
        reader.TryTake("DISTINCT");
        return $"{name.ToLowerInvariant()}({expressions.Translate()})";
    }

    string TranslateGroupConcat()
    {
        var distinct = reader.TryTake("DISTINCT") ? "DISTINCT " : "";
        var items = expressions.TranslateList();
        var value = items.Count == 1 ? $"my_text({items[0]})" : $"my_concat({string.Join(", ", items)})";
        var order = "";
        if (reader.TryTakeWords("ORDER", "BY"))
            order = $" ORDER BY {queries.TranslateOrder()}";
        var separator = ",";
        if (reader.TryTake("SEPARATOR"))
            separator = reader.Next().Text;
        return $"my_join(my_collect({distinct}{value}{order}), {SqliteText.Literal(separator)})";
    }

    string TranslateCast()
    {
        var value = expressions.Translate();
        reader.Expect("AS");
        return TranslateCastType(value);
    }

    string TranslateCastType(string value)
    {
        var type = reader.ExpectName().ToUpperInvariant();
        if (type is "SIGNED" or "UNSIGNED" && reader.Current.IsWord("INTEGER", "INT"))
            reader.Next();
        var size = "";
        if (reader.TryTake("("))
        {
            size = reader.Next().Text;
            if (reader.TryTake(","))
                size += ", " + reader.Next().Text;
            reader.Expect(")");
        }

        if (reader.TryTakeWords("CHARACTER", "SET") || reader.TryTake("CHARSET"))
            reader.Next();
        if (type is not ("SIGNED" or "UNSIGNED" or "CHAR" or "NCHAR" or "DECIMAL" or "DOUBLE" or "FLOAT" or "REAL" or "DATE" or "DATETIME" or "TIME" or "BINARY" or "YEAR")
            || !size.All(letter => char.IsAsciiDigit(letter) || letter is ',' or ' '))
        {
            reader.Position--;
            throw reader.Fault();
        }

        return $"my_cast({value}, '{type}'{(size.Length > 0 ? $", {size}" : "")})";
    }

    string TranslateConvert()
    {
        var value = expressions.Translate();
        if (reader.TryTake("USING"))
        {
            reader.Next();
            return $"my_text({value})";
        }

        reader.Expect(",");
        return TranslateCastType(value);
    }

    string TranslateExtract()
    {
        var unit = reader.ExpectName().ToUpperInvariant();
        reader.Expect("FROM");
        return $"my_extract({SqliteText.Literal(unit)}, {expressions.Translate()})";
    }

    string TranslateTrim()
    {
        var side = reader.Current.IsWord("BOTH", "LEADING", "TRAILING") ? reader.Next().Text.ToUpperInvariant() : "BOTH";
        if (reader.TryTake("FROM"))
            return $"my_trim({expressions.Translate()}, '{side}')";
        var first = expressions.Translate();
        return reader.TryTake("FROM") ? $"my_trim({expressions.Translate()}, '{side}', {first})" : $"my_trim({first}, '{side}')";
    }

    string TranslatePosition()
    {
        // IN is an operator to the expression reader, so the sought text is a literal or a name here.
        var sought = reader.Current.Kind == SqlTokenKind.Text ? SqliteText.Literal(reader.Next().Text) : expressions.TranslatePath();
        reader.Expect("IN");
        return $"my_locate({sought}, {expressions.Translate()})";
    }

    string TranslateSubstring()
    {
        var arguments = new List<string> { expressions.Translate() };
        while (reader.TryTake(",") || reader.TryTake("FROM") || reader.TryTake("FOR"))
            arguments.Add(expressions.Translate());
        return arguments.Count is 2 or 3 ? $"my_substring({string.Join(", ", arguments)})" : throw new SqlException(SqlErrors.WrongParameterCount("SUBSTRING"));
    }

    string TranslateDateSum(string name)
    {
        var isTaken = name is "DATE_SUB" or "SUBDATE";
        var date = expressions.Translate();
        reader.Expect(",");
        return reader.Is("INTERVAL") ? expressions.TranslateInterval(date, isTaken) : $"my_date_add({date}, {expressions.Translate()}, 'DAY', {(isTaken ? "-1" : "1")})";
    }

    string TranslateWithUnit(string name)
    {
        var unit = SqliteText.Literal(reader.ExpectName().ToUpperInvariant().Replace("SQL_TSI_", "", StringComparison.Ordinal));
        reader.Expect(",");
        var first = expressions.Translate();
        reader.Expect(",");
        var second = expressions.Translate();
        return name == "TIMESTAMPADD" ? $"my_date_add({second}, {first}, {unit}, 1)" : $"my_timestampdiff({unit}, {first}, {second})";
    }

    string TranslateIf()
    {
        var items = expressions.TranslateList();
        return items.Count == 3
            ? $"(CASE WHEN my_truth({items[0]}) THEN {items[1]} ELSE {items[2]} END)"
            : throw reader.Fault();
    }

    string TranslateNullIf()
    {
        var items = expressions.TranslateList();
        return items.Count == 2
            ? $"(CASE WHEN my_eq({items[0]}, {items[1]}) THEN NULL ELSE {items[0]} END)"
            : throw new SqlException(SqlErrors.WrongParameterCount("NULLIF"));
    }

    string TranslateChar()
    {
        var items = expressions.TranslateList();
        if (reader.TryTake("USING"))
            reader.Next();
        return $"my_char({string.Join(", ", items)})";
    }

    string TranslateKnown(string name)
    {
        if (FunctionNames.Find(name) is not { } function)
            throw new SqlException(SqlErrors.NoSuchFunction(scope.Database, name));
        if (!reader.Is(")"))
            reader.TryTake("DISTINCT");
        var arguments = reader.Is(")") ? [] : expressions.TranslateList();
        if (arguments.Count < function.Fewest || arguments.Count > function.Most)
            throw new SqlException(SqlErrors.WrongParameterCount(name));
        if (function.Target is "coalesce" or "my_any_value" && arguments.Count == 1)
            return $"({arguments[0]})";
        if (function.Target == "my_database")
            return SqliteText.Literal(scope.Database);
        return $"{function.Target}({string.Join(", ", arguments)})";
    }

    string TranslateWindow(string call)
    {
        reader.Next();
        var plain = call.StartsWith("my_sum(", StringComparison.Ordinal) ? "sum" + call["my_sum".Length..]
            : call.StartsWith("my_avg(", StringComparison.Ordinal) ? "avg" + call["my_avg".Length..]
            : call;
        if (reader.Current.IsName)
            return $"{plain} OVER {SqliteText.Name(reader.ExpectName())}";
        reader.Expect("(");
        var window = queries.TranslateWindow();
        reader.Expect(")");
        return $"{plain} OVER ({window})";
    }
}
