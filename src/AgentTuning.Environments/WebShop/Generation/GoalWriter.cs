using System.Collections.Immutable;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.WebShop.Generation;

/// <summary>Words what somebody wants of a product.</summary>
/// <param name="split">Whose combinations and wordings are used.</param>
/// <param name="random">Draws them.</param>
sealed class GoalWriter(TaskSplit split, Random random)
{
    const int MostDraws = 100;

    static readonly string[] Joints = [", ", " and ", ", and "];

    /// <summary>An instruction as people write it: attributes and a value of each option. Combinations of one split stand in no other.</summary>
    public RawInstruction Write(ProductKind kind, ImmutableArray<string> attributes, ImmutableArray<(string Name, ImmutableArray<string> Values)> options)
    {
        var (wanted, values) = Draw(kind, attributes, options);
        var phrases = options.Zip(values, (option, value) => Wording("option", ("name", option.Name), ("value", value)));
        return new RawInstruction
        {
            Instruction = Wording(
                "goal",
                ("noun", kind.Noun),
                ("attrs", string.Join(random.Pick(Joints), wanted)),
                ("options", string.Join(random.Pick(Joints), phrases))),
            InstructionAttributes = wanted,
            InstructionOptions = values,
        };
    }

    /// <summary>An instruction to which options are added.</summary>
    public string WriteSynthetic(ProductKind kind, string attribute) => Wording("synthetic", ("noun", kind.Noun), ("attrs", attribute));

    // Each product has dozens of combinations, so that the draws suffice.
    (ImmutableArray<string> Attributes, ImmutableArray<string> Values) Draw(
        ProductKind kind, ImmutableArray<string> attributes, ImmutableArray<(string Name, ImmutableArray<string> Values)> options)
    {
        for (var draw = 0; ; draw++)
        {
            ImmutableArray<string> wanted = [.. random.Shuffled(attributes).Take(random.Next(1, 3))];
            ImmutableArray<string> values = [.. options.Select(option => random.Pick(option.Values))];
            if (draw == MostDraws || GoalSplit.Of($"{kind.Noun}|{string.Join('|', wanted.Order(StringComparer.Ordinal))}|{string.Join('|', values)}") == split)
                return (wanted, values);
        }
    }

    string Wording(string section, params ReadOnlySpan<(string Name, string Text)> slots) => CataloguePhrases.Wordings.Write(random, split, section, slots);
}
