using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Cli.Listing;
using AgentTuning.Environments.Sandboxes.Images;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning images</c>: the root file systems of sandboxes.</summary>
static class ImagesCommand
{
    public static Command Create(CommandContext context) => new("images", "Make, list and remove the root file systems of sandboxes.")
    {
        Build(context),
        List(context),
        Remove(context),
    };

    static CommandWithExamples Build(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = $"One of {string.Join(", ", SandboxImageRecipe.All.Select(recipe => $"{recipe.Name} ({recipe.About})"))}.", DefaultValueFactory = _ => SandboxImageRecipe.All[0].Name };
        var suite = new Option<string?>("--suite") { Description = "The release of Debian or Ubuntu. Default: this machine's.", HelpName = "name" };
        var mirror = new Option<string[]>("--mirror") { Description = "Where packages come from: an address, or a file of apt's sources; may be given several times. Default: this machine's sources for its release.", HelpName = "address|file", DefaultValueFactory = _ => [] };
        var missingOnly = new Option<bool>("--if-missing") { Description = "Do nothing where the image is there." };
        var command = new CommandWithExamples("build", "Make an image; one that is there is replaced when the new one is whole.")
        {
            Examples =
            [
                ("agenttuning images build", "The image that tasks use, in about two minutes"),
                ("agenttuning images build default --if-missing", "Once, for scripts"),
                ("agenttuning images build ubuntu --suite noble --mirror http://mirror.example/ubuntu", "The bare system of another release"),
            ],
        };
        command.Arguments.Add(name);
        foreach (var option in (Option[])[suite, mirror, missingOnly])
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, context.Drain);
            var images = new SandboxImages(SandboxImages.DefaultFolder);
            var recipe = SandboxImageRecipe.Of(result.GetValue(name)!);
            if (result.GetValue(missingOnly) && images.List().FirstOrDefault(image => image.Name == recipe.Name) is { } present)
            {
                await context.Output.WriteLineAsync(present.Folder);
                return 0;
            }
            var mirrors = result.GetValue(mirror)!;
            var sources = result.GetValue(suite) is { } given
                ? new PackageSources(given, [.. mirrors])
                : PackageSources.OfMachine() is var own && mirrors.Length > 0 ? own with { Sources = [.. mirrors] } : PackageSources.OfMachine();
            context.Remark($"Making the image '{recipe.Name}' from {sources} ...");
            var image = await new SandboxImageBuilder(images).BuildAsync(recipe, sources, new ImageBuildDisplay(context), stop.Token);
            await context.Output.WriteLineAsync(image.Folder);
            return 0;
        });
        return command;
    }

    static CommandWithExamples List(CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var command = new CommandWithExamples("list", "List the images of this machine.")
        {
            Examples = [("agenttuning images list", "Names, releases, sizes"), ("agenttuning images list --json", "With every package")],
        };
        command.Options.Add(json);
        command.SetAction(async (result, _) =>
        {
            var images = new SandboxImages(SandboxImages.DefaultFolder).List();
            await context.Output.WriteLineAsync(result.GetValue(json)
                ? JsonSerializer.Serialize(images, ImageListingJson.Readable.IReadOnlyListSandboxImage)
                : images.Count == 0 ? $"There are no images in {SandboxImages.DefaultFolder}. Make one: agenttuning images build" : ToText(images));
            return 0;
        });
        return command;
    }

    static string ToText(IReadOnlyList<SandboxImage> images) => TextTable.Of(
    [
        ["image", "release", "packages", "MB", "hash", "folder"],
        .. images.Select(image => (string[])
        [
            image.Name, image.Manifest.Suite, image.Manifest.Packages.Length.ToString(CultureInfo.InvariantCulture),
            (image.Manifest.Bytes / 1e6).ToString("N0", CultureInfo.InvariantCulture), image.Manifest.Hash[..12], image.Folder,
        ]),
    ]);

    static CommandWithExamples Remove(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "As 'agenttuning images list' shows it." };
        var command = new CommandWithExamples("remove", "Remove an image from this machine.")
        {
            Examples = [("agenttuning images remove packages", "The image 'packages' and its files")],
        };
        command.Arguments.Add(name);
        command.SetAction(async (result, _) =>
        {
            var images = new SandboxImages(SandboxImages.DefaultFolder);
            if (!images.Remove(result.GetValue(name)!))
                throw new UsageException($"There is no image '{result.GetValue(name)}' in {images.Folder}.");
            await context.Output.WriteLineAsync($"Removed {Path.Combine(images.Folder, result.GetValue(name)!)}");
            return 0;
        });
        return command;
    }
}
