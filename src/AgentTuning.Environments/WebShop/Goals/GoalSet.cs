using System.Collections.Immutable;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Goals;

/// <summary>The goals of a shop in the order of the original. Safe for several callers.</summary>
/// <param name="catalogue">The products that they are made of.</param>
/// <param name="table">The goals.</param>
public sealed class GoalSet(Catalogue catalogue, GoalTable table)
{
    readonly ImmutableArray<int> _firsts = [.. table.Groups.Select(group => group.First)];
    readonly Lazy<double[]> _sums = new(() => Sums(table));

    /// <summary>How many there are.</summary>
    public int Count => table.Order.Length;

    /// <summary>The goal at a place from 0 on.</summary>
    public Goal this[int index]
    {
        get
        {
            var number = table.Order[index];
            var group = GroupOf(number);
            var product = catalogue[group.Product];
            return group.Record < 0 ? Synthetic(product, group, number - group.First) : Human(product, group);
        }
    }

    /// <summary>Makes the goals of a catalogue.</summary>
    public static GoalSet Create(Catalogue catalogue, ImmutableArray<double> prices, GoalOptions options)
    {
        var table = Table(catalogue, prices, options, out var random);
        if (options.Filter is { } filter)
        {
            var all = new GoalSet(catalogue, table);
            table = table with { Order = [.. table.Order.Where((_, place) => filter(place, all[place]))] };
        }

        return options.Limit is { } limit && limit < table.Order.Length ? new GoalSet(catalogue, Limit(catalogue, table, limit, random)) : new GoalSet(catalogue, table);
    }

    /// <summary>The place of a goal drawn by weight, as the original does: by its slip, the first goal is never drawn where there are more.</summary>
    public int Draw(PythonRandom random)
    {
        var sums = _sums.Value;
        var found = Array.BinarySearch(sums, random.Uniform(0, sums[^1]));
        var index = found < 0 ? ~found : found + 1;
        while (found >= 0 && index < sums.Length && sums[index] == sums[found])
            index++;
        return Math.Min(index, sums.Length - 2);
    }

    internal static GoalTable Table(Catalogue catalogue, ImmutableArray<double> prices, GoalOptions options, out PythonRandom random)
    {
        var builder = new GoalTableBuilder(options.Kind, options.BoundSeed);
        for (var ordinal = 0; ordinal < catalogue.Count; ordinal++)
            builder.Add(ordinal, catalogue[ordinal], prices[ordinal]);
        return builder.Shuffle(out random);
    }

    static GoalTable Limit(Catalogue catalogue, GoalTable table, int limit, PythonRandom random)
    {
        var all = new GoalSet(catalogue, table);
        var drawable = Math.Max(1, table.Order.Length - 1);
        var drawn = new OrderedDictionary<int, bool>();
        while (drawn.Count < Math.Min(limit, drawable))
            drawn.TryAdd(all.Draw(random), true);
        return table with { Order = [.. drawn.Keys.Select(index => table.Order[index])] };
    }

    static double[] Sums(GoalTable table)
    {
        var set = new GoalSet(null!, table);
        var sums = new double[table.Order.Length + 1];
        for (var i = 0; i < table.Order.Length; i++)
            sums[i + 1] = sums[i] + set.GroupOf(table.Order[i]).Weight;
        return sums;
    }

    static Goal Human(Product product, GoalGroup group)
    {
        var record = product.Instructions[group.Record];
        return Create(product, group) with
        {
            Instruction = record.Instruction.Trim('.') + PriceBound.Text(group.PriceUpper),
            Attributes = record.InstructionAttributes,
            Options = [.. record.InstructionOptions.Select(value => new GoalOption(null, value))],
        };
    }

    static Goal Synthetic(Product product, GoalGroup group, int combination)
    {
        var options = OptionCombinations.At(product, combination);
        var text = options.IsEmpty ? "" : $" with {string.Join(", and ", options.Select(option => $"{option.Name}: {option.Value}"))}";
        return Create(product, group) with
        {
            Instruction = product.SyntheticInstruction + text + PriceBound.Text(group.PriceUpper),
            Attributes = product.SyntheticAttributes,
            Options = options,
        };
    }

    static Goal Create(Product product, GoalGroup group) => new()
    {
        Asin = product.Asin,
        Instruction = "",
        Category = product.Category,
        Query = product.Query,
        Name = product.Title,
        ProductCategory = product.ProductCategory,
        Attributes = [],
        PriceUpper = group.PriceUpper,
        Options = [],
        Weight = group.Weight,
    };

    GoalGroup GroupOf(int number)
    {
        var index = _firsts.BinarySearch(number);
        return table.Groups[index < 0 ? ~index - 1 : index];
    }
}
