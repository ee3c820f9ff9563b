using System.CommandLine;
using System.Globalization;
using AgentTuning.Files;

namespace AgentTuning.Cli.Training;

/// <summary>Makes options of the kinds that <c>train</c> has many of.</summary>
static class OptionKinds
{
    public static Option<string[]> Files(string name, string description, string helpName = "file") =>
        new(name) { Description = description, HelpName = helpName, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };

    public static Option<int> Number(string name, string description, int value) =>
        new(name) { Description = description, HelpName = "n", DefaultValueFactory = _ => value };

    public static Option<int?> OptionalNumber(string name, string description) => new(name) { Description = description, HelpName = "n" };

    public static Option<bool> Switch(string name, string description) => new(name) { Description = description };

    public static Option<double> Real(string name, string description, double value) => new(name)
    {
        Description = description,
        HelpName = "x",
        DefaultValueFactory = _ => value,
        CustomParser = argument =>
        {
            if (argument.Tokens is [var token] && double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return number;
            argument.AddError($"{name} is '{string.Join(' ', argument.Tokens.Select(token => token.Value))}', expected a number such as 0.001 or 1e-3.");
            return value;
        },
    };

    /// <summary>One of the names of an enumeration, in whichever case.</summary>
    public static Option<T> Choice<T>(string name, string description, T value)
        where T : struct, Enum => new(name)
        {
            Description = description,
            HelpName = string.Join('|', Names<T>()),
            DefaultValueFactory = _ => value,
            CustomParser = argument =>
            {
                var text = argument.Tokens is [var token] ? token.Value : "";
                if (Names<T>().FirstOrDefault(known => known.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found)
                    return WireNames.Parse<T>(found);
                argument.AddError($"{name} is '{text}', expected {Join(Names<T>())}.");
                return value;
            },
        };

    static IReadOnlyList<string> Names<T>()
        where T : struct, Enum => WireNames.All<T>();

    static string Join(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";
}
