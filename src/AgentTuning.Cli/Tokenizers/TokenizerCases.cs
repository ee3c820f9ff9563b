using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace AgentTuning.Cli.Tokenizers;

/// <summary>Reads texts and the ids that they should have, in the form of llama.cpp's vocabulary tests.</summary>
static class TokenizerCases
{
    /// <summary>The line between two texts.</summary>
    public const string Separator = "__ggml_vocab_test__";

    /// <summary>The texts of a file: what lies between lines that hold the separator and nothing else, without the line feeds around those.</summary>
    /// <remarks>A last text that is empty counts only where there is a line of ids for it.</remarks>
    public static async Task<IReadOnlyList<string>> ReadTextsAsync(string path, CancellationToken cancellationToken)
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        try
        {
            return encoding.GetString(await File.ReadAllBytesAsync(path, cancellationToken)).Split($"\n{Separator}\n");
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"{path} is no UTF-8: {exception.Message}", exception);
        }
    }

    /// <summary>The ids of a file, a line for each text.</summary>
    public static async Task<IReadOnlyList<ImmutableArray<int>>> ReadIdsAsync(string path, CancellationToken cancellationToken)
    {
        var lines = await File.ReadAllLinesAsync(path, cancellationToken);
        return [.. lines.Select((line, index) => ReadLine(line, path, index + 1))];
    }

    static ImmutableArray<int> ReadLine(string line, string path, int number) =>
    [
        .. line.Split((char[])[' ', '\t', ',', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Select(word =>
            int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
                : throw new InvalidDataException($"{path} line {number}: '{word}' is no id, expected whole numbers with spaces between them.")),
    ];
}
