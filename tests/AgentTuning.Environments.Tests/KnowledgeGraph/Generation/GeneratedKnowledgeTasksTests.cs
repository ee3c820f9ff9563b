using AgentTuning.Environments.KnowledgeGraph;
using AgentTuning.Environments.KnowledgeGraph.Generation;
using AgentTuning.Environments.KnowledgeGraph.Store;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Generation;

public sealed class GeneratedKnowledgeTasksTests
{
    [Fact]
    public void A_task_names_its_world_and_is_answered_in_it()
    {
        var worlds = new GeneratedWorlds();
        var tasks = new GeneratedKnowledgeTasks(TaskSplit.Test, 3);
        foreach (var index in (int[])[0, 1, 499, 500, 1200])
        {
            var task = tasks.Create(index);
            var data = KnowledgeGraphTask.FromJson(task.Data);
            var world = worlds[data.Graph.World!];

            Assert.Equal($"kg/test/{index}@3", task.Id);
            Assert.Equal(data.Answers.ToHashSet(), new GoldReplay((TripleSet)world.Store).Play(data.Actions));
            Assert.Same(world, worlds[data.Graph.World!]);
        }
    }

    [Fact]
    public void Five_hundred_tasks_share_a_world()
    {
        var tasks = new GeneratedKnowledgeTasks(TaskSplit.Train, 0);

        WorldName World(int index) => KnowledgeGraphTask.FromJson(tasks.Create(index).Data).Graph.World!;

        Assert.Equal(new WorldName(0, TaskSplit.Train), World(0));
        Assert.Equal(World(0), World(499));
        Assert.NotEqual(World(0), World(500));
        Assert.Equal(World(500), World(999));
    }

    [Fact]
    public async Task Reading_twice_gives_the_same_tasks()
    {
        var tasks = new GeneratedKnowledgeTasks(TaskSplit.Development, 1);
        var read = new List<AgentTask>();
        await foreach (var task in tasks.ReadAsync(TestContext.Current.CancellationToken))
        {
            read.Add(task);
            if (read.Count == 20)
                break;
        }

        Assert.Equal(read.Select(task => task.Data.GetRawText()), Enumerable.Range(0, 20).Select(i => new GeneratedKnowledgeTasks(TaskSplit.Development, 1).Create(i).Data.GetRawText()));
        Assert.Equal("kg/dev/7@1", read[7].Id);
        Assert.InRange(read.Select(task => task.Category).Distinct().Count(), 8, 13);
    }

    [Fact]
    public void The_ontology_has_every_relation_and_attribute_with_its_types()
    {
        var relations = GeneratedWorlds.Ontology.Relations.ToDictionary(relation => relation.Name, StringComparer.Ordinal);

        Assert.Equal(World.Relations.Count + World.Attributes.Count, relations.Count);
        Assert.Equal(new OntologyRelation("people.person.place_of_birth", "people.person", "location.city", false), relations["people.person.place_of_birth"]);
        Assert.Equal(new OntologyRelation("location.city.people_born_here", "location.city", "people.person", false), relations["location.city.people_born_here"]);
        Assert.Equal(new OntologyRelation("film.performance.actor", "film.performance", "people.person", false), relations["film.performance.actor"]);
        Assert.Equal(new OntologyRelation("book.book.number_of_pages", "book.book", "type.int", true), relations["book.book.number_of_pages"]);
    }
}
