using AgentTuning.Tokenization.Patterns;

namespace AgentTuning.Tokenization.HuggingFace;

/// <summary>Reads a pattern: <c>{"Regex": …}</c> or <c>{"String": …}</c>.</summary>
static class PatternJson
{
    /// <summary>The pattern.</summary>
    public static TextPattern Read(TokenizerJsonValue value)
    {
        if (!value["String"].IsAbsent)
            return TextPattern.Literal(value["String"].Text());

        var regex = value["Regex"];
        try
        {
            return TextPattern.Parse(regex.Text());
        }
        catch (FormatException exception)
        {
            throw regex.Failure($"a pattern that is supported: {exception.Message}");
        }
    }
}
