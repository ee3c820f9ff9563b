using AgentTuning.Hub;
using AgentTuning.Llama.Lora;

namespace AgentTuning.Cli.Hub;

/// <summary>A model as the command line names it: a folder, or a name on the hub, which is downloaded where it is not here.</summary>
static class ModelFolder
{
    /// <summary>True for a folder, and for what can be a name on the hub.</summary>
    public static bool CanBe(string text) => Directory.Exists(text) || HubName.Parse(text) is not null;

    /// <summary>The folder.</summary>
    /// <param name="text">A folder, or a name such as <c>org/model@revision</c>; see <see cref="CanBe"/>.</param>
    /// <param name="hasWeights">False where configuration and tokenizer are enough.</param>
    /// <param name="context">Is told how far a download is.</param>
    /// <param name="cancellationToken">Stops; what came stays for the next time.</param>
    /// <exception cref="HubException">There is no such folder, and the hub does not give such a model.</exception>
    public static async Task<string> BringAsync(string text, bool hasWeights, CommandContext context, CancellationToken cancellationToken)
    {
        if (Directory.Exists(text)) return text;
        var name = HubName.Parse(text) ?? throw new UsageException($"{text}: there is no such folder, and it is no name on the hub such as org/model.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, context.Drain);
        using var client = new HubClient(HubSettings.FromEnvironment(System.Environment.GetEnvironmentVariable), context.Clock);
        try
        {
            return await client.BringAsync(name, hasWeights, new DownloadDisplay(context), stop.Token);
        }
        catch (HubException e)
        {
            throw new HubException($"There is no folder {text} here. {e.Message}", e.InnerException) { Status = e.Status };
        }
    }

    /// <summary>The base model that an adapter names as on the hub, or null where the folder holds no adapter or its base is here.</summary>
    /// <exception cref="HubException">The hub does not give such a model.</exception>
    public static async Task<string?> BringBaseAsync(string folder, CommandContext context, CancellationToken cancellationToken) =>
        AdaptedModel.DistantBaseOf(folder) is { } name && HubName.Parse(name) is not null
            ? await BringAsync(name, hasWeights: true, context, cancellationToken)
            : null;
}
