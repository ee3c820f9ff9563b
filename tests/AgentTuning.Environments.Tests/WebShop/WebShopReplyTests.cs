using AgentTuning.Environments.WebShop;

namespace AgentTuning.Environments.Tests.WebShop;

public sealed class WebShopReplyTests
{
    [Theory]
    [InlineData("Thought:\nI think.\n\nAction:\nclick[Buy Now]", "click[Buy Now]", "click[Buy Now]")]
    [InlineData("Action: search[red lamp]", "search[red lamp]", null)]
    [InlineData("action:  \n  search[red lamp] and more]", "search[red lamp]", "search[red lamp]")]
    [InlineData("Action:\n\nclick[x]", "click[x]", null)]
    [InlineData("Action: \nclick[a]b]", "click[a]", "click[a]")]
    [InlineData("Action:\nclick[]]", "click[]]", "click[]]")]
    [InlineData("Action:\nclick[]", null, null)]
    [InlineData("Action:\nclick[a\nb]", null, null)]
    [InlineData("Action:\nthink[x]\nAction:\nclick[y]", "click[y]", "click[y]")]
    [InlineData("ACTION:\nclick[x]", null, null)]
    [InlineData("Action:\n Click[x]", null, null)]
    [InlineData("Transaction:\nclick[x]", "click[x]", "click[x]")]
    [InlineData("click[x]", null, null)]
    public void Actions_are_found_as_the_benchmark_finds_them(string reply, string? listing, string? paper)
    {
        Assert.Equal(listing, WebShopReply.FindAction(reply, needsLineEnd: false));
        Assert.Equal(paper, WebShopReply.FindAction(reply, needsLineEnd: true));
    }

    [Fact]
    public void Long_replies_are_read_in_one_pass() =>
        Assert.Null(WebShopReply.FindAction(string.Concat(Enumerable.Repeat("Action: " + new string(' ', 100_000), 20)), needsLineEnd: false));
}
