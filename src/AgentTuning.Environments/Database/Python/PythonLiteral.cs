namespace AgentTuning.Environments.Database.Python;

/// <summary>Prints values as Python's <c>repr</c> and reads Python literals. Nothing is ever evaluated.</summary>
/// <remarks>
/// Values: null (None), bool, int or long, BigInteger, double, decimal (Decimal), string, byte[] (bytes), DateOnly, DateTime and TimeSpan
/// (the types of module datetime), <see cref="PythonContainer"/>.
/// </remarks>
public static class PythonLiteral
{
    /// <summary>The value as <c>repr</c> prints it.</summary>
    /// <exception cref="ArgumentException">The value is of no type that has a Python counterpart here.</exception>
    public static string Print(object? value) => PythonPrinter.Print(value);

    /// <summary>
    /// Reads what <c>eval</c> would make of a text that holds a literal: strings, bytes, numbers, None, True, False, lists, tuples
    /// (with or without parentheses), sets and dicts, with whitespace and a comment around them.
    /// </summary>
    /// <returns>False where the text is anything else, such as a name, a call or a sum.</returns>
    public static bool TryParse(string text, out object? value) => new PythonLiteralReader(text).TryRead(out value);
}
