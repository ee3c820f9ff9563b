using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentTuning.Environments.WebShop.Reference;

/// <summary>A product among results.</summary>
/// <param name="Asin">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Price">Its price as written.</param>
sealed partial record SeenProduct(string Asin, string Title, string Price)
{
    /// <summary>The highest price that is named, in dollars; 0 where none can be read.</summary>
    public double Dollars => Number().Matches(Price).Select(match => double.Parse(match.ValueSpan, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();

    [GeneratedRegex(@"[0-9]+(?:\.[0-9]+)?")]
    private static partial Regex Number();
}
