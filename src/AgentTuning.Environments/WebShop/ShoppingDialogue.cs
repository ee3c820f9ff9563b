using AgentTuning.Conversations;

namespace AgentTuning.Environments.WebShop;

/// <summary>What an agent is told in the words of an edition.</summary>
/// <param name="edition">The edition.</param>
sealed class ShoppingDialogue(WebShopEdition edition)
{
    /// <summary>What stands for the observation after a reply without a call, and stays until the next action.</summary>
    public const string NoToolCall = "No executable tool calls found! You should call a tool instead.";
    const string BadToolCall = "No valid tool call found from agent.";

    static readonly PromptDialogue Texts = new("WebShop");
    static readonly string ToolInstruction = EmbeddedText.Read("WebShop/FunctionCalling.md");

    /// <summary>The instruction of an edition, which ends with a line end.</summary>
    public static string Instruction(WebShopEdition edition) => edition == WebShopEdition.FunctionCalling ? ToolInstruction : $"{Texts.Instruction}\n";

    /// <summary>The turns before the agent's first reply.</summary>
    public Observation Open(string observation, string actions)
    {
        if (edition == WebShopEdition.FunctionCalling)
            return new Observation
            {
                Turns = [Turn.System(ToolInstruction), Turn.User($"The initial observation:\n{observation}\n\nAvailable Actions:\n{actions}")],
                Tools = ShopTool.Schemas,
            };
        return new Observation { Turns = Texts.Before(State(observation, actions)).SetItem(0, Turn.User(Instruction(edition))) };
    }

    /// <summary>What follows an action in text, a reply without a call, or a call of a tool that is none of the shop's.</summary>
    public static Observation Answer(string observation, string actions) => Observation.FromText(State(observation, actions));

    /// <summary>What follows a call.</summary>
    public static Observation Answer(ToolCall call, string action, string observation, string actions) => new()
    {
        Turns = [new Turn { Role = TurnRole.Tool, Text = $"Action: {action}\n\n{State(observation, actions)}", ToolCallId = call.Id }],
    };

    /// <summary>What follows a call that cannot be read: two messages.</summary>
    public static Observation RefuseCall(string observation, string actions) => new() { Turns = [Turn.User(BadToolCall), Turn.User(State(observation, actions))] };

    static string State(string observation, string actions) => $"Observation:\n{observation}\n\nAvailable Actions:\n{actions}";
}
