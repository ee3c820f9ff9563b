using System.Text;
using System.Text.Json;

namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>Reads the twl2 grammar of a game file.</summary>
static class GrammarReader
{
    /// <exception cref="InvalidDataException">The text is not a grammar.</exception>
    public static TextGrammar Read(string text, string place)
    {
        var scanner = new TextScanner(text);
        var rules = new Dictionary<string, IReadOnlyList<TextRule>>(StringComparer.Ordinal);
        var actions = new Dictionary<string, ActionText>(StringComparer.Ordinal);
        while (true)
        {
            Skip(scanner);
            if (scanner.AtEnd)
                return new TextGrammar { Place = place, Rules = rules, Actions = actions };
            if (scanner.Take("grammar"))
                AddRules(ReadMember(scanner, "grammar", isBlock: true, place), rules, place);
            else if (scanner.Take("action"))
                ReadAction(scanner, rules, actions, place);
            else
                throw Fault(scanner, "'grammar' or 'action'", place);
        }
    }

    static void ReadAction(TextScanner scanner, Dictionary<string, IReadOnlyList<TextRule>> rules, Dictionary<string, ActionText> actions, string place)
    {
        Skip(scanner);
        var name = scanner.TakeWhile(character => TextScanner.IsWord(character) || character is '/' or '-');
        Skip(scanner);
        if (name.Length == 0 || !scanner.Take('{'))
            throw Fault(scanner, "an action's name and '{'", place);
        var (template, feedback, grammar) = ("", "", "{}");
        while (true)
        {
            Skip(scanner);
            if (scanner.Take('}'))
                break;
            if (scanner.Take("template"))
                template = ReadMember(scanner, "template", isBlock: false, place);
            else if (scanner.Take("feedback"))
                feedback = ReadMember(scanner, "feedback", isBlock: false, place);
            else if (scanner.Take("grammar"))
                grammar = ReadMember(scanner, "grammar", isBlock: true, place);
            else if (scanner.Take("pddl"))
                ReadMember(scanner, "pddl", isBlock: true, place);
            else
                throw Fault(scanner, $"'template', 'feedback', 'grammar', 'pddl' or '}}' in the action '{name}'", place);
        }

        actions[name.ToLowerInvariant()] = new ActionText(TextNodeReader.Read(template), TextNodeReader.Read(feedback));
        AddRules(grammar, rules, place);
    }

    static string ReadMember(TextScanner scanner, string name, bool isBlock, string place)
    {
        Skip(scanner);
        if (!scanner.Take("::"))
            throw Fault(scanner, $"'::' after '{name}'", place);
        Skip(scanner);
        var quote = isBlock ? "\"\"\"" : "\"";
        if (!scanner.Take(quote))
            throw Fault(scanner, $"{quote} before the text of '{name}'", place);
        var end = scanner.Text.IndexOf(quote, scanner.Position, StringComparison.Ordinal);
        if (end < 0)
            throw Fault(scanner, $"{quote} after the text of '{name}'", place);
        var content = scanner.Text[scanner.Position..end];
        scanner.Position = end + quote.Length;
        Skip(scanner);
        return scanner.Take(';') ? content : throw Fault(scanner, $"';' after the text of '{name}'", place);
    }

    static void AddRules(string json, Dictionary<string, IReadOnlyList<TextRule>> rules, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutComments(json));
            foreach (var symbol in document.RootElement.EnumerateObject())
                rules[symbol.Name] = [.. symbol.Value.EnumerateArray().Select(ReadRule)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{place}: the rules that begin with '{Beginning(json)}' are not JSON of symbols with lists of rules: {exception.Message}", exception);
        }
    }

    static TextRule ReadRule(JsonElement rule)
    {
        var nodes = TextNodeReader.Read(rule.GetProperty("rhs").GetString()!);
        if (!rule.TryGetProperty("condition", out var condition) || condition.GetString() is not { Length: > 0 } text)
            return new TextRule(null, null, nodes);
        var (query, fault) = TextQueryReader.Read(text);
        return new TextRule(query, fault, nodes);
    }

    static string WithoutComments(string json)
    {
        if (!json.Contains('#', StringComparison.Ordinal))
            return json;
        var kept = new StringBuilder(json.Length);
        foreach (var line in json.AsSpan().EnumerateLines())
        {
            if (!line.TrimStart().StartsWith("#"))
                kept.Append(line).Append('\n');
        }

        return kept.ToString();
    }

    static string Beginning(string json)
    {
        var text = json.AsSpan().Trim();
        return text[..Math.Min(text.Length, 40)].ToString().ReplaceLineEndings(" ");
    }

    static void Skip(TextScanner scanner)
    {
        do
            scanner.SkipSpace();
        while (scanner.Take('#') && scanner.TakeWhile(character => character != '\n') is not null);
    }

    static InvalidDataException Fault(TextScanner scanner, string wanted, string place)
    {
        var line = scanner.Text.AsSpan(0, Math.Min(scanner.Position, scanner.Text.Length)).Count('\n') + 1;
        return new InvalidDataException($"{place} line {line}: {(scanner.AtEnd ? "the end" : $"'{scanner.Current}'")} was found, expected {wanted}.");
    }
}
