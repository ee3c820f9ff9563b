using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop.Reference;

/// <summary>Shops by what pages show: searches with the words that matter, opens the best title, checks what is missing, compares, chooses, buys.</summary>
/// <param name="random">Words the thoughts.</param>
/// <param name="mostRounds">How many actions there are.</param>
/// <param name="known">The id of a product that is known to fit; null goes by the pages alone.</param>
sealed class Shopper(Random random, int mostRounds, string? known = null)
{
    const int MostWords = 6;

    readonly Dictionary<string, int> _missingOf = new(StringComparer.Ordinal);
    readonly HashSet<string> _chosen = new(StringComparer.Ordinal);
    ShoppingList? _list;
    string _asin = "";
    string _read = "";
    bool _hasRead;
    bool _isDecided;
    int _rounds;

    int RoundsLeft => mostRounds - _rounds;

    /// <summary>What to do on a page.</summary>
    public ShopMove Decide(SeenPage page)
    {
        _list ??= new ShoppingList(page.Instruction);
        var move = page switch
        {
            { IsStart: true } => Search(_list),
            { IsResults: true } => Choose(_list, page),
            { Title: not null } => Judge(_list, page, page.Title),
            _ => Return(page),
        };
        _rounds++;
        return move;
    }

    ShopMove Search(ShoppingList list)
    {
        var words = list.Words.IsEmpty ? "product" : string.Join(' ', list.Words);
        return new ShopMove(Think("search", ("query", words)), IsSearch: true, words);
    }

    ShopMove Choose(ShoppingList list, SeenPage page)
    {
        var sure = page.Results.FirstOrDefault(product => string.Equals(product.Asin, known, StringComparison.Ordinal));
        var affordable = page.Results.Where(product => product.Dollars < list.MostDollars).ToArray();
        var fresh = affordable.Where(product => !_missingOf.ContainsKey(product.Asin)).Select((product, place) => (Product: product, Rank: list.Missing(product.Title).Length + place)).OrderBy(ranked => ranked.Rank).FirstOrDefault().Product;
        var best = _missingOf.Count == 0 ? null : affordable.MinBy(product => _missingOf.GetValueOrDefault(product.Asin, int.MaxValue));
        if (((fresh is null && best is null) || (known is not null && sure is null)) && page.Results.Length == 10 && RoundsLeft > MostWords)
            return Click("next", "next >");
        _isDecided = fresh is null || (best is not null && RoundsLeft < 4);
        var product = sure ?? (_isDecided ? best ?? fresh : fresh) ?? page.Results.FirstOrDefault();
        if (product is null)
            return new ShopMove(Think("again"), IsSearch: true, string.Join(' ', list.Words.Take(2)) is { Length: > 0 } words ? words : "product");
        (_asin, _hasRead, _read) = (product.Asin, false, "");
        _chosen.Clear();
        return Click("open", product.Asin.ToLowerInvariant(), ("asin", product.Asin), ("title", product.Title), ("price", product.Price));
    }

    ShopMove Judge(ShoppingList list, SeenPage page, string title)
    {
        var picks = page.Options.Select(option => (option.Name, Value: list.Choose(option.Values))).Where(pick => pick.Value is not null).ToArray();
        var missing = list.Missing([title, _read, .. picks.Select(pick => $"{pick.Name} {pick.Value}")]);
        var open = picks.Where(pick => !_chosen.Contains($"{pick.Name}={pick.Value}")).ToArray();
        if (!_isDecided && !missing.IsEmpty && _chosen.Count == 0)
        {
            if (!_hasRead && !ShoppingList.AreChoices(missing) && RoundsLeft > open.Length + 2)
            {
                _hasRead = true;
                return Click("features", "features", ("missing", Some(missing)));
            }

            if (RoundsLeft > open.Length + 2 && !string.Equals(_asin, known, StringComparison.Ordinal))
            {
                _missingOf[_asin] = missing.Length;
                return Click("reject", "< prev", ("missing", Some(missing)));
            }
        }

        if (open.Length == 0 || RoundsLeft < 2)
            return Click("buy", "buy now", ("price", page.Price));
        _chosen.Add($"{open[0].Name}={open[0].Value}");
        return Click("option", open[0].Value!, ("name", open[0].Name), ("value", open[0].Value!));
    }

    ShopMove Return(SeenPage page)
    {
        _read = page.Text ?? "";
        return Click("read", "< prev");
    }

    ShopMove Click(string section, string value, params ReadOnlySpan<(string Name, string Text)> slots) => new(Think(section, slots), IsSearch: false, value);

    string Think(string section, params ReadOnlySpan<(string Name, string Text)> slots) => ShopPhrases.Thoughts.Write(random, section, slots);

    static string Some(ImmutableArray<string> words) => string.Join(' ', words.Take(MostWords));
}
