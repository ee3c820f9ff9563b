using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization;

/// <summary>The runs of an example's tokens that have loss, decoded, with a closing token as <c>&lt;/s&gt;</c>.</summary>
static class SupervisedSpans
{
    public static List<string> Of(TokenizedExample example, ITokenizer tokenizer)
    {
        var spans = new List<string>();
        for (var start = 0; start < example.Length; start++)
        {
            if (!example.Mask[start])
                continue;
            var end = start;
            while (end < example.Length && example.Mask[end])
                end++;
            var isClosed = example.TokenIds[end - 1] == tokenizer.EndOfTextId;
            spans.Add(tokenizer.Decode(example.TokenIds[start..(isClosed ? end - 1 : end)]) + (isClosed ? "</s>" : ""));
            start = end;
        }

        return spans;
    }
}
