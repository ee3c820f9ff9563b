using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Pages;

namespace AgentTuning.Environments.Tests.WebShop;

public sealed class ShopSessionTests : IDisposable
{
    readonly Shop _shop = Rows.Lamps();
    readonly ShopSession _session;

    public ShopSessionTests() => _session = new ShopSession(_shop, Rows.Goal("Brass Lamp", "red"));

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void The_start_page_has_a_search_bar_and_one_button()
    {
        Assert.Equal("WebShop [SEP] Instruction: [SEP] i want a lamp [SEP] Search", PageText.Plain(_session.Page));
        Assert.Equal("{'has_search_bar': True, 'clickables': ['search']}", Actions());
        Assert.Equal("http://127.0.0.1:3000/0", _session.Page.Url);
    }

    [Fact]
    public void Results_list_id_title_and_price()
    {
        _session.Step("search[Lamp brass]");

        Assert.Equal(
            "Instruction: [SEP] i want a lamp [SEP] Back to Search [SEP] Page 1 (Total results: 2) [SEP] Next > [SEP] B000000001 [SEP] Brass Lamp [SEP] $12.5 to $20.0"
            + " [SEP] B000000002 [SEP] Glass Lamp [SEP] $100.0",
            PageText.Plain(_session.Page));
        Assert.Equal("{'has_search_bar': False, 'clickables': ['back to search', 'next >', 'b000000001', 'b000000002']}", Actions());
        Assert.Equal("http://127.0.0.1:3000/search_results/0/lamp+brass/1", _session.Page.Url);
    }

    [Fact]
    public void Pages_after_the_last_one_are_empty_and_lead_back()
    {
        Walk("search[lamp]", "click[Next >]");

        Assert.Equal("Instruction: [SEP] i want a lamp [SEP] Back to Search [SEP] Page 2 (Total results: 2) [SEP] < Prev [SEP] Next >", PageText.Plain(_session.Page));
        Walk("click[< prev]");
        Assert.EndsWith("/1", _session.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_page_lists_options_then_title_price_and_buttons()
    {
        Walk("search[brass]", "click[B000000001]");

        Assert.Equal(
            "Instruction: [SEP] i want a lamp [SEP] Back to Search [SEP] < Prev [SEP] color [SEP] black | white [SEP] red [SEP] size [SEP] large [SEP] red [SEP] Brass Lamp"
            + " [SEP] Price: $12.5 to $20.0 [SEP] Rating: N.A. [SEP] Description [SEP] Features [SEP] Reviews [SEP] Buy Now",
            PageText.Plain(_session.Page));
        Assert.Equal(
            "{'has_search_bar': False, 'clickables': ['back to search', '< prev', 'description', 'features', 'reviews', 'buy now', 'black | white', 'red', 'large']}",
            Actions());
    }

    [Fact]
    public void A_value_under_two_names_keeps_its_first_place_and_chooses_the_last_name()
    {
        Walk("search[brass]", "click[b000000001]", "click[red]");

        Assert.EndsWith("/B000000001/brass/1/{\"size\": \"red\"}", _session.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public void A_choice_that_is_changed_keeps_its_place()
    {
        Walk("search[brass]", "click[b000000001]", "click[large]", "click[black | white]", "click[red]", "click[features]");

        Assert.EndsWith("/Features/{'size': 'red', 'color': 'black | white'}", _session.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public void Rich_text_marks_what_was_clicked()
    {
        Walk("search[brass]", "click[b000000001]", "click[large]");

        Assert.Equal(
            "You have clicked large.\nInstruction:\ni want a lamp\n[button] Back to Search [button_]\n[button] < Prev [button_]\ncolor\n  [button] black | white [button_]\n"
            + "  [button] red [button_]\nsize\n  [clicked button] large [clicked button_]\n  [button] red [button_]\nBrass Lamp\nPrice: $12.5 to $20.0\nRating: N.A.\n"
            + "[button] Description [button_]\n[button] Features [button_]\n[button] Reviews [button_]\n[button] Buy Now [button_]\n",
            PageText.Rich(_session.Page));
    }

    [Fact]
    public void Rich_text_marks_visited_products_until_the_start_page()
    {
        Walk("search[lamp]", "click[b000000002]", "click[< prev]");
        Assert.Contains("\n\n[clicked button] B000000002 [clicked button_]\nGlass Lamp\n", PageText.Rich(_session.Page), StringComparison.Ordinal);

        Walk("click[back to search]", "search[lamp]");
        Assert.Contains("\n\n[button] B000000002 [button_]\nGlass Lamp\n", PageText.Rich(_session.Page), StringComparison.Ordinal);
    }

    [Fact]
    public void The_start_page_in_rich_text_keeps_the_space_after_its_mark() =>
        Assert.Equal("WebShop\nInstruction: \ni want a lamp\n[button] Search [button_]\n", PageText.Rich(_session.Page));

    [Theory]
    [InlineData("description", "[SEP] < Prev [SEP] A lamp of brass.")]
    [InlineData("features", "[SEP] < Prev [SEP] Bright [SEP] ")]
    [InlineData("reviews", "[SEP] < Prev")]
    public void Sub_pages_show_their_part(string page, string end)
    {
        Walk("search[brass]", "click[b000000001]", $"click[{page}]");

        Assert.EndsWith(end, PageText.Plain(_session.Page), StringComparison.Ordinal);
        Assert.Equal("{'has_search_bar': False, 'clickables': ['back to search', '< prev']}", Actions());
    }

    [Fact]
    public void An_empty_description_leaves_nothing()
    {
        Walk("search[glass]", "click[b000000002]", "click[description]");

        Assert.EndsWith("[SEP] < Prev", PageText.Plain(_session.Page), StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_are_shown_where_the_shop_has_them()
    {
        var session = new ShopSession(_shop, Rows.Goal(), new ShopSessionOptions { ShowsAttributes = true });
        session.Step("search[oak]");
        session.Step("click[b000000003]");
        session.Step("click[attributes]");

        Assert.EndsWith("[SEP] < Prev [SEP] DUMMY_ATTR [SEP] garden [SEP] lamps [SEP] Home › Lamps", PageText.Plain(session.Page), StringComparison.Ordinal);
    }

    [Fact]
    public void Back_from_a_sub_page_keeps_choices_and_back_to_results_loses_them()
    {
        Walk("search[lamp]", "click[next >]", "click[< prev]", "click[b000000001]", "click[large]", "click[description]", "click[< prev]");
        Assert.EndsWith("{\"size\": \"large\"}", _session.Page.Url, StringComparison.Ordinal);

        Walk("click[< prev]", "click[b000000001]");
        Assert.EndsWith("{}", _session.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public void Keywords_that_hold_the_name_of_a_page_mislead_as_in_the_original()
    {
        Walk("search[lamp search_results]", "click[b000000001]", "click[< prev]");

        Assert.Equal("Instruction: [SEP] i want a lamp [SEP] Back to Search [SEP] Page 0 (Total results: 2) [SEP] Next >", PageText.Plain(_session.Page));
    }

    [Fact]
    public void A_purchase_ends_with_its_reward_and_the_thanks_of_the_shop()
    {
        Walk("search[brass]", "click[b000000001]", "click[large]", "click[red]");

        var step = _session.Step("click[Buy Now]");

        Assert.Equal(new ShopStep(1, IsDone: true, IsAccepted: true), step);
        Assert.Equal(
            "Thank you for shopping with us! [SEP] Your code: [SEP] None [SEP] (Paste it in your MTurk interface.) [SEP] Purchased [SEP] asin [SEP] B000000001 [SEP] options"
            + " [SEP] {\"size\": \"red\"} [SEP] attrs [SEP] None [SEP] category [SEP] None [SEP] query [SEP] None [SEP] product category [SEP] None [SEP] Target [SEP] asin"
            + " [SEP] options [SEP] attrs [SEP] price upper [SEP] instuction text [SEP] category [SEP] product category [SEP] query [SEP] Goal [SEP] None [SEP] Reward"
            + " [SEP] Your score (min 0.0, max 1.0) [SEP] 1.0 [SEP] Reward Details [SEP] None",
            PageText.Plain(_session.Page));
        Assert.Equal("{'has_search_bar': False, 'clickables': []}", Actions());
        Assert.Equal("http://127.0.0.1:3000/done/0/B000000001/{'size': 'red'}", _session.Page.Url);
    }

    [Theory]
    [InlineData("")]
    [InlineData("click[buy now]")]
    [InlineData("click[search]")]
    [InlineData("click[]")]
    [InlineData("search[]")]
    [InlineData("search")]
    [InlineData("buy[lamp]")]
    [InlineData("\nsearch[lamp]")]
    [InlineData("search[lamp\n]")]
    [InlineData("Search[lamp]")]
    [InlineData("search[a][lamp]")]
    public void Other_actions_change_nothing(string action)
    {
        var before = _session.Page;

        Assert.Equal(default, _session.Step(action));
        Assert.Same(before, _session.Page);
    }

    [Theory]
    [InlineData("search[LAMP] and so on", "/lamp/1")]
    [InlineData("search[a]b]c", "/a]b/1")]
    [InlineData("search[ lamp  x]", "/+lamp++x/1")]
    public void Searches_read_as_the_original_reads_them(string action, string end)
    {
        _session.Step(action);

        Assert.EndsWith(end, _session.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_works_on_any_page_and_loses_the_product()
    {
        Walk("search[brass]", "click[b000000001]", "click[large]", "search[lamp]", "click[b000000001]");

        Assert.EndsWith("/lamp/1/{}", _session.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public void Earlier_observations_and_actions_stand_before_the_current_one()
    {
        var history = new ObservationHistory(observations: 2, actions: 1);

        Assert.Equal("o0", history.Start("o0"));
        Assert.Equal("o0 [SEP] a1 [SEP] o1", history.Next("a1", "o1"));
        Assert.Equal("o0 [SEP] o1 [SEP] a2 [SEP] o2", history.Next("a2", "o2"));
    }

    [Theory]
    [InlineData("it's", "\"it's\"")]
    [InlineData("28\" x 28\"", "'28\" x 28\"'")]
    [InlineData("5' 4\"", "'5\\' 4\"'")]
    public void Clickables_print_as_Python_prints_texts(string value, string expected) =>
        Assert.Equal($"{{'has_search_bar': False, 'clickables': [{expected}]}}", AvailableActions.Text(false, [new Clickable(value, ClickableKind.Option)]));

    void Walk(params string[] actions)
    {
        foreach (var action in actions)
            Assert.True(_session.Step(action).IsAccepted, action);
    }

    string Actions() => AvailableActions.Text(_session.Page.HasSearchBar, _session.Clickables);
}
