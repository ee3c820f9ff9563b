using AgentTuning.Conversations;
using AgentTuning.Datasets;
using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization;

public sealed class AgentInstructSampleTests
{
    [Fact]
    public async Task All_100_records_render_and_their_supervised_text_is_that_of_the_assistant()
    {
        var conversations = await ReadAsync();
        var tokenizer = Train(conversations);
        var template = new Llama2ChatTemplate(tokenizer);

        var examples = conversations.Select(template.Render).ToList();

        Assert.Equal(100, examples.Count);
        Assert.Equal(781, examples.Sum(example => SupervisedSpans.Of(example, tokenizer).Count));
        Assert.All(conversations.Zip(examples), pair =>
        {
            SupervisionCheck.Verify(pair.Second);
            var replies = pair.First.Turns.Where(turn => turn.Role == TurnRole.Assistant).Select(turn => $" {turn.Text.Trim()} </s>");
            Assert.Equal(replies, SupervisedSpans.Of(pair.Second, tokenizer));
        });
    }

    [Fact]
    public async Task All_781_prompts_are_strict_prefixes_of_the_rendering_with_the_reply()
    {
        var conversations = await ReadAsync();
        var template = new Llama2ChatTemplate(Train(conversations));
        var prompts = 0;

        foreach (var conversation in conversations)
        {
            var whole = template.Render(conversation).TokenIds;
            for (var i = 0; i < conversation.Turns.Count; i++)
            {
                if (conversation.Turns[i].Role != TurnRole.Assistant)
                    continue;
                var prompt = template.RenderPrompt([.. conversation.Turns.Take(i)]);
                Assert.True(prompt.Count < whole.Length && prompt.SequenceEqual(whole.Take(prompt.Count)), conversation.Id);
                prompts++;
            }
        }

        Assert.Equal(781, prompts);
    }

    static ByteLevelBpeTokenizer Train(List<Conversation> conversations) => new BpeTrainer(new BpeTrainerOptions { VocabularySize = 2048 })
        .Train(conversations.SelectMany(conversation => conversation.Turns).Select(turn => turn.Text));

    static ValueTask<List<Conversation>> ReadAsync() => ConversationFile
        .ReadAsync(SharedFiles.Require("agentinstruct/sample-100.json"), cancellationToken: TestContext.Current.CancellationToken)
        .ToListAsync(TestContext.Current.CancellationToken);
}
