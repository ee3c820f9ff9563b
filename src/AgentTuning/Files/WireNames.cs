using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace AgentTuning.Files;

/// <summary>The names of enum members as files and command lines write them.</summary>
public static class WireNames
{
    /// <summary>The name of one member.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.ByValue[value];

    /// <summary>All names, in the order of the members.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Of)];

    /// <summary>Finds the member of a name.</summary>
    public static bool TryParse<T>(string name, out T value)
        where T : struct, Enum
    {
        foreach (var (candidate, candidateName) in Names<T>.ByValue)
            if (string.Equals(candidateName, name, StringComparison.Ordinal))
            {
                value = candidate;
                return true;
            }

        value = default;
        return false;
    }

    /// <summary>The member of a name that is known to be one.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static T Parse<T>(string name)
        where T : struct, Enum =>
        TryParse<T>(name, out var value) ? value : throw new ArgumentException($"'{name}' is none of {string.Join(", ", All<T>())}.", nameof(name));

    static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue = typeof(T)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .ToFrozenDictionary(member => (T)member.GetValue(null)!, member => member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? member.Name);
    }
}
