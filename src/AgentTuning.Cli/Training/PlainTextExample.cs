using AgentTuning.Datasets;
using AgentTuning.Tokenization;

namespace AgentTuning.Cli.Training;

/// <summary>A plain text as the model reads it: opened, closed, and learned from end to end.</summary>
static class PlainTextExample
{
    public static TokenizedExample Of(PlainText text, ITokenizer tokenizer)
    {
        int[] ids = [tokenizer.BeginningOfTextId, .. tokenizer.Encode(text.Text), tokenizer.EndOfTextId];
        return new TokenizedExample
        {
            Id = text.Id,
            Source = "text",
            TokenIds = [.. ids],
            Mask = [.. ids.Select((_, position) => position > 0)],
        };
    }
}
