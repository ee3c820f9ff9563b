using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop.Generation;

/// <summary>What can be chosen of a family's products.</summary>
/// <param name="Groups">The values of each option.</param>
/// <param name="OtherValues">The values of the first option for the product that differs in them.</param>
sealed record FamilyOptions(ImmutableArray<(string Name, ImmutableArray<string> Values)> Groups, ImmutableArray<string> OtherValues)
{
    /// <summary>Draws values for options; the file's order is kept.</summary>
    public static FamilyOptions Draw(Random random, IReadOnlyList<(string Name, ImmutableArray<string> Values)> options)
    {
        var groups = options.Select(option => (option.Name, Part(random, option.Values, Math.Max(2, (option.Values.Length * 2) / 3)))).ToImmutableArray();
        var all = options[0].Values;
        ImmutableArray<string> left = [.. all.Where(value => !groups[0].Item2.Contains(value))];
        return new FamilyOptions(groups, [.. all.Where(value => left.Contains(value) || value == groups[0].Item2[^1])]);
    }

    static ImmutableArray<string> Part(Random random, ImmutableArray<string> values, int count)
    {
        var drawn = random.Shuffled(values).Take(count).ToHashSet(StringComparer.Ordinal);
        return [.. values.Where(drawn.Contains)];
    }
}
