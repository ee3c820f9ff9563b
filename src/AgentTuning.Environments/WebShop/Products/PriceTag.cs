using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AgentTuning.Environments.Database.Python;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>The price of a product as numbers and as its pages show it.</summary>
/// <param name="Prices">One price in dollars, or two in the order of the file.</param>
/// <param name="Text">Such as <c>$9.99</c> or <c>$44.99 to $33.98</c>.</param>
public readonly record struct PriceTag(ImmutableArray<double> Prices, string Text)
{
    const double Unpriced = 100;

    /// <summary>Reads what the official files hold.</summary>
    /// <exception cref="InvalidDataException">A price is no number.</exception>
    public static PriceTag Read(string? pricing)
    {
        if (string.IsNullOrEmpty(pricing))
            return new PriceTag([Unpriced], $"${PythonPrinter.Print(Unpriced)}");
        var parts = pricing.Split('$');
        if (parts.Length == 1)
            throw new InvalidDataException($"'pricing' is '{pricing}', expected prices with a dollar sign such as $9.99.");
        var prices = parts.Skip(1).Select(part => ReadNumber(part, pricing)).ToImmutableArray();
        return prices.Length == 1
            ? new PriceTag(prices, $"${PythonPrinter.Print(prices[0])}")
            : new PriceTag(prices[..2], $"${PythonPrinter.Print(prices[0])} to ${PythonPrinter.Print(prices[1])}");
    }

    static double ReadNumber(string part, string pricing)
    {
        var digits = new StringBuilder(part.Length);
        foreach (var character in part)
            if (character == '.')
                digits.Append('.');
            else if (char.IsDigit(character))
                digits.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(character)));
        return double.TryParse(digits.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && double.IsFinite(price)
            ? price
            : throw new InvalidDataException($"'pricing' is '{pricing}', expected a number after each dollar sign; found '{part}'.");
    }
}
