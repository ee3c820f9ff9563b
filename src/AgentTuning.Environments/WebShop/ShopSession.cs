using System.Collections.Immutable;
using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Environments.WebShop.Pages;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Environments.WebShop.Scoring;
using AgentTuning.Environments.WebShop.Search;

namespace AgentTuning.Environments.WebShop;

/// <summary>One shopping trip, page by page, as the original's simulated browser makes it. One caller at a time.</summary>
public sealed class ShopSession
{
    static readonly ImmutableArray<KeyValuePair<string, string>> NothingChosen = [];

    readonly Shop _shop;
    readonly ShopSessionOptions _options;
    readonly PythonRandom _random;
    ImmutableArray<string> _keywords = [];
    ImmutableArray<int> _found = [];
    ImmutableArray<KeyValuePair<string, string>> _chosen = NothingChosen;
    ImmutableHashSet<string> _visited = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
    Product? _product;
    int _number = 1;

    /// <summary>Opens the start page.</summary>
    public ShopSession(Shop shop, Goal goal, ShopSessionOptions? options = null)
    {
        _shop = shop;
        Goal = goal;
        _options = options ?? new ShopSessionOptions();
        _random = new PythonRandom(_options.Seed);
        Page = OpenStart();
        Clickables = Page.FindClickables();
    }

    /// <summary>What shall be bought.</summary>
    public Goal Goal { get; }

    /// <summary>The page that is open.</summary>
    public ShopPage Page { get; private set; }

    /// <summary>What clicks can name on it.</summary>
    public ImmutableArray<Clickable> Clickables { get; private set; }

    /// <summary>What the last purchase was worth; null before one.</summary>
    public PurchaseScore? Score { get; private set; }

    /// <summary>Carries out an action such as <c>search[red shoes]</c> or <c>click[buy now]</c>; what is none of the page's changes nothing.</summary>
    public ShopStep Step(string action)
    {
        var parsed = ShopAction.Parse(action);
        if (parsed is { Name: ShopAction.Search, Argument: { } words })
        {
            Show(OpenResults([.. words.Split(' ')], 1, isNew: true));
            return new ShopStep(0, IsDone: false, IsAccepted: true);
        }

        if (parsed is not { Name: ShopAction.Click, Argument: { } text } || string.Equals(text, ShopAction.Search, StringComparison.Ordinal))
            return default;
        foreach (var clickable in Clickables)
            if (string.Equals(clickable.Text, text, StringComparison.Ordinal))
                return Click(clickable);
        return default;
    }

    // The text decides first, and the address; only then what kind of thing was clicked.
    ShopStep Click(Clickable clicked)
    {
        var kind = PageAddress.KindOf(Page.Url);
        switch (clicked.Text)
        {
            case "buy now" when _product is not null:
                return Buy(_product);
            case "back to search":
                Show(OpenStart());
                break;
            case "next >" when kind == PageKind.Results:
                Show(OpenResults(_keywords, _number + 1, isNew: false));
                break;
            case "< prev" when kind == PageKind.Results:
                Show(OpenResults(_keywords, _number - 1, isNew: false));
                break;
            case "< prev" when kind == PageKind.Item:
                Show(OpenResults(_keywords, _number, isNew: false));
                break;
            case "description" or "features" or "reviews" or "attributes" when _product is not null:
                Show(OpenSub(_product, Enum.Parse<SubPageKind>(clicked.Text, ignoreCase: true)));
                break;
            default:
                OpenItem(clicked);
                break;
        }

        return new ShopStep(0, IsDone: false, IsAccepted: true);
    }

    void Show(ShopPage page)
    {
        Page = page;
        Clickables = page.FindClickables();
    }

    StartPage OpenStart()
    {
        (_keywords, _number, _product, _chosen, _visited) = ([], 1, null, NothingChosen, _visited.Clear());
        return new StartPage { SessionId = _options.Id, Instruction = Goal.Instruction, Url = PageAddress.Start(_options.Id) };
    }

    ResultsPage OpenResults(ImmutableArray<string> keywords, int number, bool isNew)
    {
        if (isNew || ProductFinder.IsRandom(keywords))
            _found = _shop.Finder.Find(keywords, _random);
        (_keywords, _number, _product, _chosen) = (keywords, number, null, NothingChosen);
        return new ResultsPage
        {
            SessionId = _options.Id,
            Instruction = Goal.Instruction,
            Url = PageAddress.Results(_options.Id, keywords, number),
            Keywords = keywords,
            Number = number,
            Total = _found.Length,
            Products = number < 1 ? [] : [.. _found.Skip((number - 1) * ResultsPage.Size).Take(ResultsPage.Size).Select(ordinal => _shop.Catalogue[ordinal])],
            Visited = _visited,
        };
    }

    void OpenItem(Clickable clicked)
    {
        if (clicked.Kind == ClickableKind.Product)
        {
            _product = _shop.Catalogue.Find(clicked.Target) ?? throw new InvalidOperationException($"The results hold {clicked.Target}, which the catalogue lacks.");
            _visited = _visited.Add(_product.Asin);
        }
        else if (clicked.Kind == ClickableKind.Option)
        {
            Choose(PythonLetters.Lower(clicked.Target), clicked.Text);
        }

        if (_product is not null)
            Show(ItemOf(_product));
    }

    ItemPage ItemOf(Product product) => new()
    {
        SessionId = _options.Id,
        Instruction = Goal.Instruction,
        Url = PageAddress.Item(new ItemAddress(_options.Id, product.Asin, _keywords, _number, _chosen)),
        Product = product,
        Keywords = _keywords,
        ResultsNumber = _number,
        Chosen = _chosen,
        ShowsAttributes = _options.ShowsAttributes,
    };

    SubPage OpenSub(Product product, SubPageKind kind) => new()
    {
        SessionId = _options.Id,
        Instruction = Goal.Instruction,
        Url = PageAddress.Sub(new ItemAddress(_options.Id, product.Asin, _keywords, _number, _chosen), kind),
        Kind = kind,
        Product = product,
        Keywords = _keywords,
        ResultsNumber = _number,
        Chosen = _chosen,
    };

    ShopStep Buy(Product product)
    {
        Score = _shop.Rule.Score(product, Goal, _shop.Prices[_shop.Catalogue.OrdinalOf(product.Asin)], _chosen.Select(choice => choice.Value));
        Show(new DonePage
        {
            SessionId = _options.Id,
            Instruction = Goal.Instruction,
            Url = PageAddress.Done(_options.Id, product.Asin, _chosen),
            Product = product,
            Chosen = _chosen,
            Reward = Score.Total,
        });
        return new ShopStep(Score.Total, IsDone: true, IsAccepted: true);
    }

    // A choice keeps the place of its first value.
    void Choose(string name, string value)
    {
        var choice = KeyValuePair.Create(name, value);
        for (var i = 0; i < _chosen.Length; i++)
            if (string.Equals(_chosen[i].Key, name, StringComparison.Ordinal))
            {
                _chosen = _chosen.SetItem(i, choice);
                return;
            }

        _chosen = _chosen.Add(choice);
    }
}
