using System.Collections.Immutable;

namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>Draws folders with files.</summary>
static class TreeDraft
{
    /// <summary>A folder with files of short texts, some of them in folders below.</summary>
    /// <param name="draft">The task's draws.</param>
    /// <param name="files">How many files.</param>
    /// <param name="extensions">Their endings; one that stands twice is twice as likely.</param>
    /// <param name="folders">How many folders below.</param>
    public static FileTree Tree(this TaskDraft draft, int files, IReadOnlyList<string> extensions, int folders = 3)
    {
        var tree = new FileTree(draft.Folder());
        var places = new List<string> { "" };
        for (var i = 0; i < folders; i++)
        {
            var above = draft.Random.Chance(0.7) ? "" : draft.Random.Pick(places);
            var place = $"{above}{draft.FolderName()}/";
            places.Add(place);
            tree.Add(new TreeEntry { Path = place[..^1], Kind = TreeEntryKind.Folder });
        }

        for (var i = 0; i < files; i++)
            tree.AddFile($"{draft.Random.Pick(places)}{draft.Stem()}.{draft.Random.Pick(extensions)}", draft.Lines(draft.Count(1, 3)));
        return tree;
    }

    /// <summary>The same without folders below.</summary>
    public static FileTree FlatTree(this TaskDraft draft, int files, IReadOnlyList<string> extensions) => draft.Tree(files, extensions, folders: 0);

    /// <summary>One wanted ending and others; the wanted one stands twice.</summary>
    public static (string Wanted, ImmutableArray<string> All) Extensions(this TaskDraft draft, int others = 2)
    {
        var wanted = draft.Word("extension");
        return (wanted, [wanted, wanted, .. draft.Words("extension", others)]);
    }

    /// <summary>Lines of words, each ended.</summary>
    public static string Lines(this TaskDraft draft, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => draft.Sentence(draft.Count(2, 6)) + "\n"));
}
