using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Goals;

/// <summary>Makes the goals of products that come one by one, in the order of the catalogue.</summary>
public sealed class GoalTableBuilder
{
    readonly GoalKind _kind;
    readonly PythonRandom _bounds;
    readonly List<GoalGroup> _groups = [];
    readonly Dictionary<string, int> _attributeNumbers = new(StringComparer.Ordinal);
    readonly List<long> _attributeGoals = [];
    readonly List<int[]> _groupAttributes = [];
    long _count;

    /// <summary>Starts without goals.</summary>
    public GoalTableBuilder(GoalKind kind, int boundSeed) => (_kind, _bounds) = (kind, new PythonRandom(boundSeed));

    /// <summary>Adds the goals of the next product.</summary>
    /// <param name="ordinal">Its place in the catalogue.</param>
    /// <param name="product">The product.</param>
    /// <param name="price">What it costs.</param>
    /// <exception cref="InvalidDataException">Its synthetic instruction has no attributes, or its options have too many combinations.</exception>
    public void Add(int ordinal, Product product, double price)
    {
        if (_kind == GoalKind.Human)
        {
            for (var record = 0; record < product.Instructions.Length; record++)
                if (!product.Instructions[record].InstructionAttributes.IsEmpty)
                    AddGroup(new GoalGroup(ordinal, record, (int)_count, PriceBound.Draw(price, _bounds), 1), 1, []);
        }
        else if (product.SyntheticInstruction is not null)
        {
            if (product.SyntheticAttributes.IsEmpty)
                throw new InvalidDataException($"Product {product.Asin} has an instruction without 'instruction_attributes', expected at least one.");
            var bound = PriceBound.Draw(price, _bounds);
            if (OptionCombinations.Count(product) is > 0 and var combinations)
                AddGroup(new GoalGroup(ordinal, -1, (int)_count, bound, 0), combinations, product.SyntheticAttributes);
        }
    }

    /// <summary>All goals, shuffled as the original does.</summary>
    public GoalTable Shuffle(out PythonRandom random)
    {
        var order = new int[_count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        random = new PythonRandom(GoalOptions.ShuffleSeed);
        random.Shuffle<int>(order);
        return new GoalTable([.. _groups.Select(Weighed)], ImmutableCollectionsMarshal.AsImmutableArray(order));
    }

    void AddGroup(GoalGroup group, long combinations, ImmutableArray<string> attributes)
    {
        _count += combinations;
        if (_count > Array.MaxLength)
            throw new InvalidDataException($"The goals are more than {Array.MaxLength} with product {group.Product + 1}. Do its options have too many values?");
        _groups.Add(group);
        if (_kind == GoalKind.Human)
            return;
        var numbers = attributes.Select(NumberOf).ToArray();
        foreach (var number in numbers)
            _attributeGoals[number] += combinations;
        _groupAttributes.Add(numbers);
    }

    int NumberOf(string attribute)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_attributeNumbers, attribute, out var isKnown);
        if (!isKnown)
        {
            number = _attributeGoals.Count;
            _attributeGoals.Add(0);
        }

        return number;
    }

    // The mean, over its attributes, of one over the number of goals that list the attribute.
    GoalGroup Weighed(GoalGroup group, int index)
    {
        if (_kind == GoalKind.Human)
            return group;
        var sum = 0d;
        foreach (var number in _groupAttributes[index])
            sum += 1d / _attributeGoals[number];
        return group with { Weight = sum / _groupAttributes[index].Length };
    }
}
