using System.Globalization;
using System.Text;

namespace AgentTuning.Templates.Jinja;

/// <summary>Methods of texts that change letters or tell what they are.</summary>
static class MoreTextMethods
{
    /// <summary>A method of a text, or null where it has none of that name.</summary>
    public static Callable? Find(TracedText text, string name) => name switch
    {
        "upper" => (_, _) => text.With(text.Text.ToUpperInvariant()),
        "lower" or "casefold" => (_, _) => text.With(text.Text.ToLowerInvariant()),
        "title" => (_, _) => text.With(Title(text.Text)),
        "capitalize" => (_, _) => text.With(Capitalize(text.Text)),
        "swapcase" => (_, _) => text.With(string.Concat(text.Text.Select(unit => char.IsUpper(unit) ? char.ToLowerInvariant(unit) : char.ToUpperInvariant(unit)))),
        "isdigit" => (_, _) => All(text, rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber),
        "isdecimal" => (_, _) => All(text, rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber),
        "isnumeric" => (_, _) => All(text, Rune.IsNumber),
        "isalpha" => (_, _) => All(text, Rune.IsLetter),
        "isalnum" => (_, _) => All(text, rune => Rune.IsLetter(rune) || Rune.IsNumber(rune)),
        "isspace" => (_, _) => text.Length > 0 && text.Text.All(PythonText.IsWhiteSpace),
        "isupper" => (_, _) => text.Text.Any(char.IsUpper) && !text.Text.Any(char.IsLower),
        "islower" => (_, _) => text.Text.Any(char.IsLower) && !text.Text.Any(char.IsUpper),
        "zfill" => (arguments, budget) => Pad(text, arguments, budget, Side.Sign),
        "ljust" => (arguments, budget) => Pad(text, arguments, budget, Side.Right),
        "rjust" => (arguments, budget) => Pad(text, arguments, budget, Side.Left),
        "format" => (arguments, budget) => TextFormat.Apply(text, arguments, budget),
        _ => null,
    };

    enum Side
    {
        Left,
        Right,
        Sign,
    }

    /// <summary>The first letter upper, the rest lower.</summary>
    public static string Capitalize(string text) =>
        text.Length == 0 ? text : text[..1].ToUpperInvariant() + text[1..].ToLowerInvariant();

    /// <summary>The first letter of every run of letters upper, the rest lower.</summary>
    static string Title(string text)
    {
        var result = new StringBuilder(text.Length);
        var isInside = false;
        foreach (var unit in text)
        {
            result.Append(isInside ? char.ToLowerInvariant(unit) : char.ToUpperInvariant(unit));
            isInside = char.IsLetter(unit);
        }

        return result.ToString();
    }

    static bool All(TracedText text, Func<Rune, bool> holds) => text.Length > 0 && text.Text.EnumerateRunes().All(holds);

    static TracedText Pad(TracedText text, CallArguments arguments, RenderBudget budget, Side side)
    {
        var missing = arguments.Integer(0, "width", 0) - (int)PythonValues.Length(text);
        if (missing <= 0)
            return text;
        budget.Characters(missing);
        var fill = side == Side.Sign ? "0" : arguments.Text(1, "fillchar")?.Text ?? " ";
        var padding = new TracedText(new string(fill[0], missing), TracedText.Template);
        if (side == Side.Right)
            return text.Append(padding);
        var sign = side == Side.Sign && text.Text is ['+' or '-', ..] ? 1 : 0;
        return TracedText.Join([text.Slice(0, sign), padding, text.Slice(sign, text.Length - sign)]);
    }
}
