namespace AgentTuning.Tokenization.Patterns;

/// <summary>A claim about a place in the text.</summary>
enum PatternAnchor
{
    /// <summary><c>\A</c></summary>
    TextStart,

    /// <summary><c>\z</c></summary>
    TextEnd,

    /// <summary><c>\Z</c>: the end, or before a line feed that ends the text.</summary>
    TextEndOrLastLineFeed,

    /// <summary><c>^</c>: the start, or behind a line feed.</summary>
    LineStart,

    /// <summary><c>$</c>: the end, or before a line feed.</summary>
    LineEnd,

    /// <summary><c>\b</c></summary>
    WordBorder,

    /// <summary><c>\B</c></summary>
    NoWordBorder,
}
