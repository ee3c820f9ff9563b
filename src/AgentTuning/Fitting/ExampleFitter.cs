using AgentTuning.Conversations;
using AgentTuning.Datasets;
using AgentTuning.Tokenization;

namespace AgentTuning.Fitting;

/// <summary>Renders conversations and texts as examples of limited length, and keeps count of what is lost.</summary>
/// <remarks>One caller at a time.</remarks>
/// <param name="template">Renders conversations.</param>
/// <param name="tokenizer">Encodes texts.</param>
/// <param name="options">The limit, and what becomes of what exceeds it.</param>
public sealed class ExampleFitter(IChatTemplate template, ITokenizer tokenizer, FitOptions options)
{
    const string Unnamed = "unnamed";

    static readonly SourceFit Unchanged = new() { Source = Unnamed };

    readonly SortedDictionary<string, SourceFit> _sources = new(StringComparer.Ordinal);
    readonly FitFaults _faults = new(options);

    /// <summary>The examples of a conversation: one, or none, or one for each part.</summary>
    /// <exception cref="InvalidDataException">The conversation, or a part of it, cannot be rendered.</exception>
    public IReadOnlyList<TokenizedExample> Fit(Conversation conversation)
    {
        var branches = template.Branches(conversation);
        if (branches.Sum(SupervisedCount) == 0)
            return WithoutLossOf(branches[0], ReasonOf(conversation, branches[0]));
        if (branches.All(branch => branch.Length <= options.MaxLength))
            return Keep(branches, branches, Unchanged with { Branched = branches.Count > 1 ? 1 : 0 });
        return options.LongExamples == LongExamples.Split
            ? Split(conversation, branches)
            : [.. branches.SelectMany(branch => branch.Length <= options.MaxLength ? Keep([branch], [branch], Unchanged) : Shorten(branch))];
    }

    /// <summary>The examples of a text: opened, closed, and learned from end to end.</summary>
    public IReadOnlyList<TokenizedExample> Fit(PlainText text)
    {
        var whole = PlainTextExample.Of(text, tokenizer);
        if (whole.Length <= options.MaxLength)
            return Keep([whole], [whole], Unchanged);
        return options.LongExamples == LongExamples.Split
            ? Keep([whole], PlainTextExample.Split(whole, options.MaxLength), Unchanged with { Split = 1 })
            : Shorten(whole);
    }

    /// <summary>What became of everything so far.</summary>
    /// <exception cref="InvalidDataException">Something was too long or had nothing to learn, and was to be refused.</exception>
    public FitReport Finish()
    {
        _faults.Raise();
        return new() { MaxLength = options.MaxLength, LongExamples = options.LongExamples, Sources = [.. _sources.Values] };
    }

    static int SupervisedCount(TokenizedExample example) => example.Mask.Count(hasLoss => hasLoss);

    static string ReasonOf(Conversation conversation, TokenizedExample whole)
    {
        if (whole.Length < 2)
            return WithoutLoss.NothingToPredict;
        var replies = conversation.Turns.Where(turn => turn.Role == TurnRole.Assistant).ToList();
        return replies.Count == 0 ? WithoutLoss.NoReply
            : replies.Exists(reply => reply.HasLoss) ? WithoutLoss.TemplateMasksAll
            : WithoutLoss.NoReplyHasLoss;
    }

    IReadOnlyList<TokenizedExample> Split(Conversation conversation, IReadOnlyList<TokenizedExample> branches)
    {
        var parts = ConversationParts.Split(conversation, part => template.Branches(part).All(branch => branch.Length <= options.MaxLength))
            .SelectMany(template.Branches)
            .Where(part => SupervisedCount(part) > 0)
            .ToList();
        return parts.Count == 0 ? WithoutLossOf(branches[0], WithoutLoss.NoPartFits) : Keep(branches, parts, Unchanged with { Split = 1 });
    }

    IReadOnlyList<TokenizedExample> Shorten(TokenizedExample whole)
    {
        if (options.LongExamples == LongExamples.Truncate)
        {
            var shortened = whole with { TokenIds = whole.TokenIds[..options.MaxLength], Mask = whole.Mask[..options.MaxLength] };
            return SupervisedCount(shortened) == 0
                ? WithoutLossOf(whole, WithoutLoss.TruncatedBeforeFirstReply)
                : Keep([whole], [shortened], Unchanged with { Truncated = 1 });
        }

        if (options.LongExamples == LongExamples.Raise)
            _faults.AddTooLong(whole);
        return Keep([whole], [], Unchanged with { DroppedTooLong = 1 });
    }

    // An example that the limit leaves without loss was given up by the choice of how to shorten.
    IReadOnlyList<TokenizedExample> WithoutLossOf(TokenizedExample whole, string reason)
    {
        var isChosen = options.DropsWithoutLoss || reason is WithoutLoss.TruncatedBeforeFirstReply or WithoutLoss.NoPartFits;
        if (!isChosen)
            _faults.AddWithoutLoss(whole, reason);
        return Keep([whole], [], Unchanged with { WithoutLoss = Unchanged.WithoutLoss.Add(reason, 1) });
    }

    IReadOnlyList<TokenizedExample> Keep(IReadOnlyList<TokenizedExample> read, IReadOnlyList<TokenizedExample> kept, SourceFit outcome)
    {
        var name = read[0].Source ?? Unnamed;
        var now = outcome with
        {
            Source = name,
            Examples = 1,
            KeptExamples = kept.Count,
            Tokens = read.Sum(example => (long)example.Length),
            KeptTokens = kept.Sum(example => (long)example.Length),
            SupervisedTokens = read.Sum(example => (long)SupervisedCount(example)),
            KeptSupervisedTokens = kept.Sum(example => (long)SupervisedCount(example)),
        };
        _sources[name] = _sources.TryGetValue(name, out var before) ? before.Plus(now, name) : now;
        return kept;
    }
}
