using System.Text.Encodings.Web;
using System.Text.Json;
using AgentTuning.Files;
using AgentTuning.Tokenization.HuggingFace;

namespace AgentTuning.Tokenization;

/// <summary>Writes a tokenizer in the form of Hugging Face's tokenizers and transformers. The same model gives the same bytes.</summary>
static class TokenizerFileWriter
{
    static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes both files, each whole or not at all.</summary>
    public static async Task WriteAsync(string folder, BpeModel model, TokenizerSaveOptions options, CancellationToken cancellationToken)
    {
        foreach (var (name, bytes) in Write(model, options))
            await AtomicFile.WriteAllBytesAsync(Path.Combine(folder, name), bytes, cancellationToken);
    }

    /// <summary>Both files.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Write(BpeModel model, TokenizerSaveOptions options) =>
    [
        (TokenizerJson.FileName, TokenizerBytes(model, options.MergesAsPairs)),
        (TokenizerConfig.FileName, Bytes(writer => WriteConfig(writer, model, options))),
    ];

    /// <summary>The content of <c>tokenizer.json</c>.</summary>
    public static byte[] TokenizerBytes(BpeModel model, bool mergesAsPairs) =>
        Bytes(writer => WriteTokenizer(writer, model, mergesAsPairs));

    static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Layout))
            write(writer);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    static void WriteTokenizer(Utf8JsonWriter writer, BpeModel model, bool mergesAsPairs)
    {
        writer.WriteStartObject();
        writer.WriteString("version", "1.0");
        writer.WriteNull("truncation");
        writer.WriteNull("padding");
        writer.WriteStartArray("added_tokens");
        foreach (var token in model.SpecialTokens)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", token.Id);
            WriteFlags(writer, token);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNull("normalizer");
        WritePreTokenizer(writer, model.PreTokenizer);
        // The post-processor adds no token: what encodes as nothing special here does so there.
        WriteByteLevel(writer, "post_processor", usesPattern: true);
        WriteByteLevel(writer, "decoder", usesPattern: true);
        WriteModel(writer, model, mergesAsPairs);
        writer.WriteEndObject();
    }

    static void WriteFlags(Utf8JsonWriter writer, SpecialToken token)
    {
        writer.WriteString("content", token.Content);
        writer.WriteBoolean("single_word", false);
        writer.WriteBoolean("lstrip", false);
        writer.WriteBoolean("rstrip", false);
        writer.WriteBoolean("normalized", false);
        writer.WriteBoolean("special", true);
    }

    static void WritePreTokenizer(Utf8JsonWriter writer, PreTokenizer preTokenizer)
    {
        if (preTokenizer == PreTokenizer.Gpt2)
        {
            WriteByteLevel(writer, "pre_tokenizer", usesPattern: true);
            return;
        }

        writer.WriteStartObject("pre_tokenizer");
        writer.WriteString("type", "Sequence");
        writer.WriteStartArray("pretokenizers");
        writer.WriteStartObject();
        if (preTokenizer.IsolatesDigits)
        {
            writer.WriteString("type", "Digits");
            writer.WriteBoolean("individual_digits", true);
        }
        else
        {
            writer.WriteString("type", "Split");
            writer.WriteStartObject("pattern");
            writer.WriteString("Regex", preTokenizer.Pattern);
            writer.WriteEndObject();
            writer.WriteString("behavior", "Isolated");
            writer.WriteBoolean("invert", false);
        }

        writer.WriteEndObject();
        WriteByteLevel(writer, name: null, usesPattern: preTokenizer.IsolatesDigits);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void WriteByteLevel(Utf8JsonWriter writer, string? name, bool usesPattern)
    {
        if (name is null)
            writer.WriteStartObject();
        else
            writer.WriteStartObject(name);
        writer.WriteString("type", "ByteLevel");
        writer.WriteBoolean("add_prefix_space", false);
        writer.WriteBoolean("trim_offsets", false);
        writer.WriteBoolean("use_regex", usesPattern);
        writer.WriteEndObject();
    }

    static void WriteModel(Utf8JsonWriter writer, BpeModel model, bool mergesAsPairs)
    {
        writer.WriteStartObject("model");
        writer.WriteString("type", "BPE");
        writer.WriteNull("dropout");
        writer.WriteNull("unk_token");
        writer.WriteNull("continuing_subword_prefix");
        writer.WriteNull("end_of_word_suffix");
        writer.WriteBoolean("fuse_unk", false);
        writer.WriteBoolean("byte_fallback", false);
        writer.WriteBoolean("ignore_merges", model.IgnoresMergesOfWholeTokens);
        writer.WriteStartObject("vocab");
        foreach (var (token, id) in model.Vocabulary.OrderBy(entry => entry.Value))
            writer.WriteNumber(token, id);
        writer.WriteEndObject();
        writer.WriteStartArray("merges");
        foreach (var (left, right) in model.Merges)
        {
            if (mergesAsPairs)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(left);
                writer.WriteStringValue(right);
                writer.WriteEndArray();
            }
            else
            {
                writer.WriteStringValue($"{left} {right}");
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void WriteConfig(Utf8JsonWriter writer, BpeModel model, TokenizerSaveOptions options)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("add_bos_token", false);
        writer.WriteBoolean("add_eos_token", false);
        writer.WriteBoolean("add_prefix_space", false);
        writer.WriteStartObject("added_tokens_decoder");
        foreach (var token in model.SpecialTokens)
        {
            writer.WriteStartObject(token.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            WriteFlags(writer, token);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteString("bos_token", model.BeginningOfText);
        if (options.ChatTemplate is { } template)
            writer.WriteString("chat_template", template);
        writer.WriteBoolean("clean_up_tokenization_spaces", false);
        writer.WriteString("eos_token", model.EndOfText);
        if (options.ModelMaxLength is { } length)
            writer.WriteNumber("model_max_length", length);
        writer.WriteString("tokenizer_class", "PreTrainedTokenizerFast");
        writer.WriteNull("unk_token");
        writer.WriteEndObject();
    }
}
