using System.CommandLine;
using AgentTuning.Cli.WebShop;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning webshop</c>: works on catalogues and logs of the shopping environment.</summary>
static class WebShopCommand
{
    public static Command Create(CommandContext context) => new("webshop", "Index a large catalogue, and work out the rewards of a log once more.")
    {
        WebShopIndex.Create(context),
        WebShopScore.Create(context),
    };
}
