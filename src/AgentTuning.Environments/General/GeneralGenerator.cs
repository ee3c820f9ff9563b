using System.Collections.Immutable;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.General;

/// <summary>Makes the n-th general task of a split, always the same for the same seed.</summary>
/// <remarks>Every hundred tasks hold each kind exactly as often as its share says, so that short evaluations are balanced.</remarks>
/// <param name="split">The split; its questions and words occur in no other.</param>
/// <param name="seed">Seeds everything.</param>
sealed class GeneralGenerator(TaskSplit split, int seed)
{
    const int DeckSize = 100;

    static readonly ImmutableArray<(GeneralCategory Category, QuestionKind Kind)> Deck =
    [
        .. GeneralCategory.All.SelectMany(category => category.Kinds
            .SelectMany(kind => Enumerable.Repeat((category, kind), kind.Share))),
    ];

    /// <summary>The tasks from the first on, without end.</summary>
    public IEnumerable<GeneralTask> Tasks()
    {
        for (var index = 0L; ; index += DeckSize)
        {
            var deck = Deck.ToArray();
            new Random(SplitHash.Seed(~seed, split, index)).Shuffle(deck);
            for (var i = 0; i < DeckSize; i++)
                yield return Make(deck[i].Category, deck[i].Kind, index + i);
        }
    }

    GeneralTask Make(GeneralCategory category, QuestionKind kind, long index)
    {
        var draw = new Draw(split, new Random(SplitHash.Seed(seed, split, index)));
        while (true)
        {
            var exchanges = kind.Make(draw);
            if (SplitHash.Of(exchanges[0].Question) == split)
                return new GeneralTask { Kind = kind.Name, Category = category.Name, Exchanges = exchanges };
        }
    }
}
