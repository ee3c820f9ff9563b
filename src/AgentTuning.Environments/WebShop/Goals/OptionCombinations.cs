using System.Collections.Immutable;
using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Goals;

/// <summary>The ways to choose one value of each option: names in ordinal order, the values of the last change fastest.</summary>
static class OptionCombinations
{
    /// <summary>How many there are; one for a product without options.</summary>
    /// <exception cref="InvalidDataException">There are more than fit.</exception>
    public static long Count(Product product)
    {
        var count = 1L;
        foreach (var option in product.Options)
        {
            count *= option.Values.Length;
            if (count > int.MaxValue)
                throw new InvalidDataException($"The options of product {product.Asin} have more than {int.MaxValue} combinations.");
        }

        return count;
    }

    /// <summary>The combination of a number from 0 on.</summary>
    public static ImmutableArray<GoalOption> At(Product product, int number)
    {
        var options = product.Options.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        var chosen = new GoalOption[options.Length];
        for (var i = options.Length - 1; i >= 0; i--)
        {
            var values = options[i].Values;
            chosen[i] = new GoalOption(options[i].Name, values[number % values.Length]);
            number /= values.Length;
        }

        return [.. chosen];
    }
}
