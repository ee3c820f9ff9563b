using System.Globalization;

namespace AgentTuning.Environments.Database;

/// <summary>Why a statement failed, in MySQL's terms.</summary>
/// <param name="Number">MySQL's error number, such as 1052; 0 where Python's connector refuses the statement itself.</param>
/// <param name="State">The SQL state, such as 23000.</param>
/// <param name="Message">MySQL's sentence.</param>
public sealed record SqlError(int Number, string State, string Message)
{
    /// <summary>As Python's connector prints it: <c>1052 (23000): Column 'a' in field list is ambiguous</c>.</summary>
    public override string ToString() => Number == 0
        ? Message
        : string.Create(CultureInfo.InvariantCulture, $"{Number} ({State}): {Message}");
}
