namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>The part of Python's expressions that game files use.</summary>
abstract record TextExpression
{
    /// <summary>Text in quotes.</summary>
    public sealed record Constant(string Text) : TextExpression;

    /// <summary>A variable, as its name, or one of its properties.</summary>
    public sealed record Property(string Variable, TextProperty Kind) : TextExpression;

    /// <summary><c>left + right</c></summary>
    public sealed record Sum(TextExpression Left, TextExpression Right) : TextExpression;

    /// <summary><c>left or right</c>: the right one where the left is empty.</summary>
    public sealed record Either(TextExpression Left, TextExpression Right) : TextExpression;
}
