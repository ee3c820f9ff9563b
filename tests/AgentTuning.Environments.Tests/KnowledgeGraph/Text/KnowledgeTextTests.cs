using AgentTuning.Environments.KnowledgeGraph.Generation;
using AgentTuning.Environments.KnowledgeGraph.Text;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Text;

public sealed class KnowledgeTextTests
{
    static readonly string[] Paragraphs = [.. new KnowledgeText(0).Paragraphs().Take(3000)];

    [Fact]
    public void The_same_seed_gives_the_same_paragraphs_and_another_seed_others()
    {
        Assert.Equal(Paragraphs.Take(100), new KnowledgeText(0).Paragraphs().Take(100));
        Assert.InRange(Paragraphs.Take(500).Intersect(new KnowledgeText(1).Paragraphs().Take(500)).Count(), 0, 10);
    }

    [Fact]
    public void Paragraphs_are_plain_and_short()
    {
        Assert.All(Paragraphs, paragraph =>
        {
            Assert.InRange(paragraph.Length, 20, 1500);
            Assert.DoesNotMatch(@"[{}]|  |\n|Thought|Action:|Observation|Final Answer|get_|#\d", paragraph);
        });
        Assert.InRange(Paragraphs.Distinct().Count(), 2700, 3000);
    }

    [Fact]
    public void Every_relation_and_attribute_is_spoken_of()
    {
        var text = string.Join('\n', Paragraphs);

        Assert.DoesNotContain(World.Relations.Keys.Concat(World.Attributes.Keys), name => !IsOfMediator(name) && !text.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_of_a_test_world_is_told()
    {
        var text = string.Join('\n', Paragraphs);
        var names = World.Create(TaskSplit.Test, 0).Triples()
            .Where(triple => triple.Predicate.Text.EndsWith("type.object.name", StringComparison.Ordinal) && triple.Value.Text.Contains(' ', StringComparison.Ordinal))
            .Select(triple => triple.Value.Text)
            .Where((_, i) => i % 20 == 0);

        Assert.DoesNotContain(names, name => text.Contains(name, StringComparison.Ordinal));
    }

    static bool IsOfMediator(string name) => name.Split('.')[..2] is ["business", "employment_tenure"] or ["film", "performance"] or ["award", "award_honor"] or ["education", "education"];
}
