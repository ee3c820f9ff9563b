using System.Collections.Immutable;
using System.Text;
using AgentTuning.Tokenization.HuggingFace;
using AgentTuning.Tokenization.Normalizers;

namespace AgentTuning.Tokenization.SentencePiece;

/// <summary>What a file <c>tokenizer.model</c> says (sentencepiece_model.proto).</summary>
sealed record SentencePieceFile
{
    const int Unigram = 1, Bpe = 2;

    /// <summary>The pieces in the order of their ids.</summary>
    public ImmutableArray<SentencePieceEntry> Pieces { get; init; } = [];

    /// <summary>True for BPE, false for the unigram model.</summary>
    public bool IsBpe { get; init; }

    /// <summary>True where unknown characters become byte pieces.</summary>
    public bool FallsBackToBytes { get; init; }

    /// <summary>The id that opens a text, or null.</summary>
    public int? BeginningId { get; init; } = 1;

    /// <summary>The id that ends one, or null.</summary>
    public int? EndId { get; init; } = 2;

    /// <summary>How text is changed first.</summary>
    public SentencePieceRules Rules { get; init; } = new() { HasPrefix = true, RemovesExtraSpaces = true };

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a model that is not supported.</exception>
    public static SentencePieceFile Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"{path} is no SentencePiece model: {exception.Message}. Was it copied whole?", exception);
        }
    }

    static SentencePieceFile Parse(ReadOnlySpan<byte> bytes)
    {
        var file = new SentencePieceFile();
        var pieces = ImmutableArray.CreateBuilder<SentencePieceEntry>();
        var (model, suffix) = (Unigram, false);
        var fields = new ProtoFields(bytes);
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case 1:
                    pieces.Add(ReadPiece(fields.Content));
                    break;
                case 2:
                    (file, model, suffix) = ReadTraining(fields.Content, file);
                    break;
                case 3:
                    file = file with { Rules = ReadRules(fields.Content) };
                    break;
            }
        }

        if (pieces.Count is 0 or > Vocabulary.MaxSize)
            throw new FormatException($"it has {pieces.Count} pieces, expected 1 to {Vocabulary.MaxSize}");
        if (model is not (Unigram or Bpe))
            throw new FormatException($"its model is of type {model}, expected {Unigram} (unigram) or {Bpe} (BPE)");
        return file with { Pieces = pieces.DrainToImmutable(), IsBpe = model == Bpe, Rules = file.Rules with { TreatsSpaceAsSuffix = suffix } };
    }

    static SentencePieceEntry ReadPiece(ReadOnlySpan<byte> message)
    {
        var piece = new SentencePieceEntry("", 0, SentencePieceKind.Normal);
        var fields = new ProtoFields(message);
        while (fields.Next())
        {
            piece = fields.Number switch
            {
                1 => piece with { Text = Encoding.UTF8.GetString(fields.Content) },
                2 => piece with { Score = fields.Single },
                3 => piece with { Kind = (SentencePieceKind)fields.Whole },
                _ => piece,
            };
        }

        if (!Enum.IsDefined(piece.Kind) || !float.IsFinite(piece.Score))
            throw new FormatException($"the piece '{piece.Text}' is of type {(int)piece.Kind} with a score of {piece.Score}");
        return piece;
    }

    static (SentencePieceFile File, int Model, bool Suffix) ReadTraining(ReadOnlySpan<byte> message, SentencePieceFile file)
    {
        var (model, suffix) = (Unigram, false);
        var fields = new ProtoFields(message);
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case 3:
                    model = fields.Whole;
                    break;
                case 24:
                    suffix = fields.IsTrue;
                    break;
                case 35:
                    file = file with { FallsBackToBytes = fields.IsTrue };
                    break;
                case 41:
                    file = file with { BeginningId = fields.Whole < 0 ? null : fields.Whole };
                    break;
                case 42:
                    file = file with { EndId = fields.Whole < 0 ? null : fields.Whole };
                    break;
            }
        }

        return (file, model, suffix);
    }

    static SentencePieceRules ReadRules(ReadOnlySpan<byte> message)
    {
        var rules = new SentencePieceRules { HasPrefix = true, RemovesExtraSpaces = true };
        var fields = new ProtoFields(message);
        while (fields.Next())
        {
            rules = fields.Number switch
            {
                2 when !fields.Content.IsEmpty => rules with { Map = CharacterMap.Parse(fields.Content) },
                3 => rules with { HasPrefix = fields.IsTrue },
                4 => rules with { RemovesExtraSpaces = fields.IsTrue },
                5 => rules with { EscapesSpaces = fields.IsTrue },
                _ => rules,
            };
        }

        return rules;
    }
}
