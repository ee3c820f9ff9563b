using AgentTuning.Tokenization.HuggingFace;
using AgentTuning.Tokenization.LlamaCpp;
using AgentTuning.Tokenization.SentencePiece;

namespace AgentTuning.Tokenization;

/// <summary>Opens the tokenizer of a model, whatever kind of file holds it.</summary>
public static class TokenizerFolder
{
    const string Expected = "Expected tokenizer.json, tokenizer.model, or a file .gguf";

    /// <summary>Reads the tokenizer of a folder or file.</summary>
    /// <param name="path">
    /// A folder with <c>tokenizer.json</c>, else <c>tokenizer.model</c>, else one file <c>.gguf</c>; or one of these files, whose neighbours are read where they are there.
    /// </param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or describes what is not supported; the message names file, key and value.</exception>
    public static PipelineTokenizer Load(string path)
    {
        if (File.Exists(path))
            return LoadFile(path);
        if (!Directory.Exists(path))
            throw new FileNotFoundException($"{path}: there is no such file or folder. {Expected}.", path);

        foreach (var name in new[] { TokenizerJson.FileName, SentencePieceTokenizer.FileName })
        {
            if (File.Exists(Path.Combine(path, name)))
                return LoadFile(Path.Combine(path, name));
        }

        return Directory.GetFiles(path, "*.gguf") is [var only] ? LoadFile(only)
            : throw new FileNotFoundException($"{path} holds no tokenizer. {Expected}.", Path.Combine(path, TokenizerJson.FileName));
    }

    static PipelineTokenizer LoadFile(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Kind(path) switch
        {
            "gguf" => GgufTokenizer.Read(path),
            "json" => TokenizerJson.Read(path, TokenizerConfig.Read(folder)),
            _ => SentencePieceTokenizer.Read(path, TokenizerConfig.Read(folder)),
        };
    }

    // The name may be anything; the first bytes say what it is.
    static string Kind(string path)
    {
        Span<byte> start = stackalloc byte[4];
        using var stream = File.OpenRead(path);
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.SequenceEqual("GGUF"u8))
            return "gguf";
        return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || start.IndexOf((byte)'{') >= 0 ? "json" : "model";
    }
}
