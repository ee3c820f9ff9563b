using System.Globalization;
using System.Runtime.CompilerServices;
using AgentTuning.Environments.AlfWorld.Snapping;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>Says by the tool of the function-calling edition what an agent says in text; leaves an agent alone that is offered no tools.</summary>
/// <param name="agent">Speaks the grammar of text; disposed with this.</param>
sealed class ToolCallingAgent(IChatClient agent) : DelegatingChatClient(agent)
{
    const string Mark = "ACTION:";
    const string ThoughtMark = "THOUGHT:";

    int _calls;

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (options?.Tools is not [{ Name: ToolAction.Name }])
            return await base.GetResponseAsync(messages, options, cancellationToken);
        var response = await base.GetResponseAsync(messages.Select(ToText), null, cancellationToken);
        var reply = response.Text;
        var mark = reply.IndexOf(Mark, StringComparison.Ordinal);
        if (mark < 0)
            return response;
        var thought = PythonText.Strip(reply[..mark]);
        var call = new FunctionCallContent(
            string.Create(CultureInfo.InvariantCulture, $"call_{_calls++}"), ToolAction.Name, new Dictionary<string, object?> { ["action"] = PythonText.Strip(reply[(mark + Mark.Length)..]) });
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextContent(thought.Replace(ThoughtMark, "", StringComparison.Ordinal).Trim()), call])) { ModelId = response.ModelId };
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
            yield return update;
    }

    // Results of calls are the user's text, calls the agent's, and the lists of commands are left out, as the agent knows them from the paper's edition.
    static ChatMessage ToText(ChatMessage message) => message.Contents.OfType<FunctionResultContent>().FirstOrDefault() is { } result
        ? new ChatMessage(ChatRole.User, WithoutActions(result.Result?.ToString() ?? ""))
        : message.Contents.OfType<FunctionCallContent>().FirstOrDefault() is { } call
            ? new ChatMessage(ChatRole.Assistant, $"{message.Text}\n{Mark} {(call.Arguments is { } arguments && arguments.TryGetValue("action", out var action) ? action : "")}")
            : new ChatMessage(message.Role, message.Role == ChatRole.User ? WithoutActions(message.Text) : message.Text);

    static string WithoutActions(string text) => HouseholdText.WithoutActions(text).TrimEnd();
}
