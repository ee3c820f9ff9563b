using AgentTuning.Agents;
using AgentTuning.Environments.WebShop.Generation;
using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.WebShop.Reference;

/// <summary>The shop's own agent: it acts by what pages show; of generated catalogues it knows besides which product a goal was made from, and earns 1.</summary>
/// <remarks>
/// <para>One client serves one episode. It answers in text, or by calls where it is given tools.</para>
/// <para>With <see cref="ReferenceAgentOptions.Mistakes"/> above 0, that share of the episodes has one mistake: a click on what is not there, which it recovers
/// from, or a purchase before the choices are made.</para>
/// </remarks>
public sealed class WebShopReferenceAgent : WholeReplyChatClient
{
    const int TextRounds = 10;
    const int ToolRounds = 20;

    readonly Random _random;
    readonly bool _hasMistake;
    readonly string? _known;
    Shopper? _shopper;
    bool _isMistaken;
    int _calls;

    /// <summary>The agent for one episode of a task.</summary>
    public WebShopReferenceAgent(AgentTask task, ReferenceAgentOptions options)
    {
        _random = RandomDraws.Seeded(options.Seed, 730, task.Seed ^ (int)StableHash.Of32(task.Id));
        _hasMistake = _random.Chance(options.Mistakes);
        var shopping = WebShopTask.FromJson(task.Data);
        if (shopping.Catalogue is { Generated: { } generated, Goals: GoalKind.Human } && shopping.Goal < generated.Products)
            _known = GeneratedShopTasks.ProductOf(generated, shopping.Goal);
    }

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var hasTools = options?.Tools is { Count: > 0 };
        var page = SeenPage.Parse(TextOf(messages.LastOrDefault()));
        // A slip costs a round, which the plan must not count on.
        _shopper ??= new Shopper(_random, (hasTools ? ToolRounds : TextRounds) - (_hasMistake ? 1 : 0), _known);
        var move = Slip(page) ?? _shopper.Decide(page);
        return Task.FromResult(new ChatResponse(hasTools ? Call(move) : Say(move)) { ModelId = "reference" });
    }

    static string TextOf(ChatMessage? message) =>
        message is null ? "" : message.Contents.OfType<FunctionResultContent>().FirstOrDefault()?.Result?.ToString() ?? message.Text;

    ShopMove? Slip(SeenPage page)
    {
        if (!_hasMistake || _isMistaken || page.Title is null)
            return null;
        _isMistaken = true;
        return _random.Chance(0.8)
            ? new ShopMove(ShopPhrases.Thoughts.Write(_random, "slip"), IsSearch: false, "add to cart")
            : new ShopMove(ShopPhrases.Thoughts.Write(_random, "hasty"), IsSearch: false, "buy now");
    }

    static ChatMessage Say(ShopMove move) =>
        new(ChatRole.Assistant, $"Thought:\n{move.Thought}\n\nAction:\n{(move.IsSearch ? ShopAction.Search : ShopAction.Click)}[{move.Argument}]");

    ChatMessage Call(ShopMove move)
    {
        _calls++;
        var (name, argument) = move.IsSearch ? ("search_action", "keywords") : ("click_action", "value");
        var call = new FunctionCallContent($"call-{_calls}", name, new Dictionary<string, object?>(StringComparer.Ordinal) { [argument] = move.Argument });
        return new ChatMessage(ChatRole.Assistant, [new TextContent(move.Thought), call]);
    }
}
