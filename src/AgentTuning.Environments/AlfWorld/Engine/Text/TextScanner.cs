namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>A place in a text, moved on by whoever reads.</summary>
sealed class TextScanner(string text)
{
    public int Position { get; set; }

    public bool AtEnd => Position >= text.Length;

    public char Current => AtEnd ? '\0' : text[Position];

    public string Text => text;

    public bool Take(char wanted)
    {
        if (AtEnd || text[Position] != wanted)
            return false;
        Position++;
        return true;
    }

    public bool Take(string wanted)
    {
        if (string.CompareOrdinal(text, Position, wanted, 0, wanted.Length) != 0)
            return false;
        Position += wanted.Length;
        return true;
    }

    /// <summary>Takes the characters that fit, perhaps none.</summary>
    public string TakeWhile(Func<char, bool> fits)
    {
        var start = Position;
        while (!AtEnd && fits(text[Position]))
            Position++;
        return text[start..Position];
    }

    public void SkipSpace() => TakeWhile(char.IsWhiteSpace);

    public static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';
}
