using AgentTuning.Environments.KnowledgeGraph.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.KnowledgeGraph.Text;

/// <summary>Endless plain paragraphs about training worlds: articles on things, and what relations and attributes lead to. No conversations, and nothing of other splits.</summary>
/// <param name="seed">The same seed gives the same paragraphs.</param>
/// <param name="options">How large the worlds are; a new one is made every so many paragraphs.</param>
public sealed class KnowledgeText(int seed, WorldOptions? options = null)
{
    const int ParagraphsOfWorld = 1000;
    const int FirstSeed = 1_000_000; // other worlds than those of tasks

    /// <summary>The paragraphs, one by one.</summary>
    public IEnumerable<string> Paragraphs()
    {
        for (var round = 0; ; round++)
        {
            var random = RandomDraws.Seeded(seed, 77, round);
            var world = World.Create(TaskSplit.Train, FirstSeed + random.Next(FirstSeed), options);
            var articles = new ArticleText(world, random);
            var walks = new WalkText(world, random);
            for (var i = 0; i < ParagraphsOfWorld; i++)
                if ((random.Chance(0.35) ? articles.Write() : walks.Write()) is { } paragraph)
                    yield return paragraph;
        }
    }
}
