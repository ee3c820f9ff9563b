using System.Collections.Immutable;
using AgentTuning.Gguf;

namespace AgentTuning.Tokenization.LlamaCpp;

/// <summary>Reads the tokenizer of a GGUF file: the same ids as llama.cpp.</summary>
static class GgufTokenizer
{
    /// <summary>Reads the vocabulary of a file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, has no vocabulary, or one of a kind that is not supported.</exception>
    public static PipelineTokenizer Read(string path)
    {
        using var file = GgufFile.Open(path);
        var tokens = GgufTokens.Read(file.Keys, path);
        return tokens.Model switch
        {
            "llama" => GgufPipelines.SentencePiece(tokens),
            "gpt2" or "gemma4" => GgufPipelines.Bpe(tokens),
            "t5" => GgufPipelines.Unigram(tokens),
            var other => throw new InvalidDataException(
                $"{path}: tokenizer.ggml.model is \"{other}\", expected \"llama\" (SentencePiece), \"gpt2\" or \"gemma4\" (BPE), or \"t5\" (unigram)."),
        };
    }

    /// <summary>Text for a message, in one line.</summary>
    public static string List(IEnumerable<string> names) => string.Join(", ", names.ToImmutableArray());
}
