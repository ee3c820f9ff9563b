using System.Text.Json;
using System.Text.Json.Nodes;
using AgentTuning.Conversations;
using AgentTuning.Datasets;
using AgentTuning.Templates;
using AgentTuning.Tests.Tokenization;
using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Templates;

public sealed class TemplateAgreementTests(ITestOutputHelper output)
{
    const int Generated = 10_000;

    [Fact]
    public async Task Renderings_of_10_000_conversations_and_the_samples_equal_those_of_Jinja2()
    {
        var templates = PublishedTemplates.All();
        var conversations = await ConversationsAsync();
        var requests = new List<(int Template, Conversation Conversation, int Turns)>();
        foreach (var (index, conversation) in conversations.Index())
        {
            for (var template = 0; template < templates.Count; template++)
                requests.Add((template, conversation, conversation.Turns.Count));
            requests.AddRange(Replies(conversation).Select(reply => (index % templates.Count, conversation, reply)));
        }

        var expected = await Jinja2Reference.RenderAsync(
            [.. templates.Select(template => template.Source.Template)], [.. requests.Select(request => (request.Template, Variables(request.Conversation, request.Turns)))]);

        var renderers = templates.Select(template => new TemplateRenderer(template.Source, PublishedTemplates.Clock)).ToArray();
        var found = requests.AsParallel().AsOrdered().Select(request => Render(renderers[request.Template], request.Conversation, request.Turns)).ToList();
        var differences = Enumerable.Range(0, requests.Count).Where(i => found[i] != expected[i]).ToList();
        output.WriteLine($"{requests.Count - differences.Count} of {requests.Count} renderings equal, {expected.Count(text => text is null)} of them refused by both");
        Assert.Empty(differences.Take(3).Select(i => $"{templates[requests[i].Template].Name} {requests[i].Conversation.Id}: {found[i] ?? "refused"} instead of {expected[i] ?? "refused"}"));
        Assert.True(expected.Count(text => text is not null) > Generated * 4);
    }

    [Fact]
    public async Task Every_reply_with_loss_has_it_once_right_behind_the_ids_of_its_prompt()
    {
        var conversations = await ConversationsAsync();
        foreach (var (name, source) in PublishedTemplates.All())
        {
            var template = new JinjaChatTemplate(source, PublishedTemplates.Tokenizer, PublishedTemplates.Clock);
            var replies = conversations.AsParallel().Sum(conversation => CheckedReplies(template, conversation));
            output.WriteLine($"{name}: {replies} replies, header {JsonSerializer.Serialize(template.Rules.Header)}, end {template.Rules.EndOfTurn}");
            Assert.True(replies > 1000, name);
        }
    }

    [Fact]
    public async Task The_template_of_Llama_2_in_Jinja_gives_the_ids_and_masks_of_our_own()
    {
        var jinja = new JinjaChatTemplate(PublishedTemplates.Source(Llama2ChatTemplate.Jinja), TinyTokenizer.Instance, PublishedTemplates.Clock);
        var own = new Llama2ChatTemplate(TinyTokenizer.Instance);
        var equal = 0;
        foreach (var conversation in (await ConversationsAsync()).Where(conversation => conversation.Tools is null))
        {
            var (expected, found) = (own.Render(conversation), jinja.Render(conversation));
            Assert.Equal(expected.TokenIds, found.TokenIds);
            Assert.Equal(expected.Mask, found.Mask);
            equal++;
        }

        output.WriteLine($"{equal} of {equal} conversations equal");
        Assert.True(equal > Generated / 2);
    }

    /// <summary>The replies with loss of a conversation, each found where it has to be; 0 where the template refuses it.</summary>
    static int CheckedReplies(JinjaChatTemplate template, Conversation conversation)
    {
        IReadOnlyList<TokenizedExample> branches;
        try
        {
            branches = template.Branches(conversation);
        }
        catch (InvalidDataException)
        {
            return 0;
        }

        var starts = branches.SelectMany((branch, index) => Starts(branch).Select(start => (Branch: index, Start: start))).ToList();
        var withLoss = Replies(conversation).Where(reply => conversation.Turns[reply].HasLoss).ToList();
        var found = 0;
        foreach (var reply in withLoss)
        {
            var prompt = template.RenderPrompt([.. conversation.Turns.Take(reply)], conversation.Tools);
            Assert.Single(starts, start => start.Start == prompt.Count && branches[start.Branch].TokenIds.Take(prompt.Count).SequenceEqual(prompt));
            found++;
        }

        Assert.Equal(starts.Count, found);
        return found;
    }

    // Where runs of loss begin. Replies that follow one another are one run: none do here.
    static IEnumerable<int> Starts(TokenizedExample example) =>
        Enumerable.Range(1, example.Length - 1).Where(i => example.Mask[i] && !example.Mask[i - 1]);

    static IEnumerable<int> Replies(Conversation conversation) =>
        Enumerable.Range(0, conversation.Turns.Count).Where(i => conversation.Turns[i].Role == TurnRole.Assistant && (i > 0));

    static string? Render(TemplateRenderer renderer, Conversation conversation, int turns)
    {
        try
        {
            return renderer.Render([.. conversation.Turns.Take(turns)], conversation.Tools, asksForReply: turns < conversation.Turns.Count).Text;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    static JsonObject Variables(Conversation conversation, int turns) => new()
    {
        ["messages"] = JsonSerializer.SerializeToNode(ConversationMessages.Of([.. conversation.Turns.Take(turns)])),
        ["tools"] = conversation.Tools is { } tools ? JsonSerializer.SerializeToNode(tools) : null,
        ["documents"] = null,
        ["add_generation_prompt"] = turns < conversation.Turns.Count,
        ["bos_token"] = "<s>",
        ["eos_token"] = "</s>",
    };

    static async Task<List<Conversation>> ConversationsAsync()
    {
        var sample = await ConversationFile
            .ReadAsync(SharedFiles.Require("agentinstruct/sample-100.json"), cancellationToken: TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        return [.. sample, .. GeneratedConversations.Of(Generated, seed: 1)];
    }
}
