using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Tokenization;

namespace AgentTuning.Cli.Tokenizers;

/// <summary><c>agenttuning tokenizer check</c>: compares the ids of texts with those of another implementation.</summary>
static class TokenizerCheck
{
    const int MostShown = 10;

    public static Command Create(CommandContext context)
    {
        var vocabulary = Existing("vocabulary", "A model's folder, tokenizer.json, tokenizer.model, or a file .gguf.", "model");
        var inputs = Existing("inputs", $"Texts in UTF-8, with a line {TokenizerCases.Separator} between two of them.", "texts.inp");
        var expected = Existing("expected", "A line of ids for each text, with spaces between the ids.", "ids.out");
        var whole = new Option<bool>("--add-special") { Description = "Put around each text what the published tokenizer puts there, such as <s>." };
        var parse = new Option<bool>("--parse-special") { Description = "Read special tokens that a text spells, as in a rendered template." };
        var json = new Option<bool>("--json") { Description = "Write the result as JSON." };
        var command = new CommandWithExamples("check", "Compare the ids of texts with those of another implementation.")
        {
            Examples =
            [
                ("agenttuning tokenizer check llama-spm.gguf llama-spm.gguf.inp llama-spm.gguf.out", "How many texts have the expected ids, and the first that do not"),
                ("agenttuning tokenizer check Qwen3-8B texts.inp ids.out --json", "The tokenizer of a model's folder, for a program"),
            ],
        };
        foreach (var argument in (Argument<string>[])[vocabulary, inputs, expected])
            command.Arguments.Add(argument);
        foreach (var option in (Option[])[whole, parse, json])
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            var tokenizer = TokenizerFolder.Load(Path(result.GetValue(vocabulary)!));
            var (textPath, idPath) = (Path(result.GetValue(inputs)!), Path(result.GetValue(expected)!));
            var texts = await TokenizerCases.ReadTextsAsync(textPath, cancellationToken);
            var ids = await TokenizerCases.ReadIdsAsync(idPath, cancellationToken);
            if (texts.Count == ids.Count + 1 && texts[^1].Length == 0)
                texts = [.. texts.SkipLast(1)];
            if (texts.Count != ids.Count)
                throw new InvalidDataException($"{textPath} has {texts.Count} texts and {idPath} {ids.Count} lines, expected a line of ids for each text.");

            var comparison = Compare(tokenizer, texts, ids, text => Encode(tokenizer, text, result.GetValue(whole), result.GetValue(parse)));
            await context.Output.WriteLineAsync(result.GetValue(json)
                ? JsonSerializer.Serialize(comparison, TokenizersJson.Default.TokenizerComparison) : ToText(comparison));
            return comparison.Equal == comparison.Texts ? 0 : 1;
        });
        return command;
    }

    static Argument<string> Existing(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName };

    static string Path(string path) => System.IO.Path.Exists(path) ? path : throw new UsageException($"{path}: there is no such file or folder.");

    static ImmutableArray<int> Encode(PipelineTokenizer tokenizer, string text, bool isWhole, bool parsesSpecial)
    {
        var ids = tokenizer.Encode([new RenderedPart(text, parsesSpecial)]).TokenIds;
        return isWhole ? [.. tokenizer.Prefix, .. ids, .. tokenizer.Suffix] : ids;
    }

    static TokenizerComparison Compare(
        PipelineTokenizer tokenizer, IReadOnlyList<string> texts, IReadOnlyList<ImmutableArray<int>> ids, Func<string, ImmutableArray<int>> encode)
    {
        var (equal, back) = (0, 0);
        var differences = ImmutableArray.CreateBuilder<TokenizerDifference>();
        for (var i = 0; i < texts.Count; i++)
        {
            var found = encode(texts[i]);
            back += tokenizer.Decode(found) == texts[i] ? 1 : 0;
            if (found.AsSpan().SequenceEqual(ids[i].AsSpan()))
                equal++;
            else if (differences.Count < MostShown)
                differences.Add(new TokenizerDifference(i, texts[i], found, ids[i]));
        }

        return new TokenizerComparison { Texts = texts.Count, Equal = equal, DecodeBack = back, Differences = differences.DrainToImmutable() };
    }

    static string ToText(TokenizerComparison comparison)
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{comparison.Equal} of {comparison.Texts} texts have the expected ids; the ids of {comparison.DecodeBack} give the text back."),
        };
        foreach (var difference in comparison.Differences)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"text {difference.Index + 1}: {JsonSerializer.Serialize(difference.Text, TokenizersJson.Default.String)}"));
            lines.Add($"  found:  {string.Join(' ', difference.Found)}");
            lines.Add($"  wanted: {string.Join(' ', difference.Wanted)}");
        }

        var hidden = comparison.Texts - comparison.Equal - comparison.Differences.Length;
        if (hidden > 0)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"and {hidden} more that differ"));
        return string.Join('\n', lines);
    }
}
