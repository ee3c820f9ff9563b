using System.Text.Json;
using AgentTuning.Environments.KnowledgeGraph;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.KnowledgeGraph;

public sealed class KnowledgeGraphTaskTests
{
    [Fact]
    public void A_task_comes_back_as_it_was_written()
    {
        var task = new KnowledgeGraphTask
        {
            Question = "which river feeds lake démo?",
            Entities = [new NamedEntity("lake démo", "m.0abc1")],
            Actions = ["get_relations(m.0abc1)", "get_neighbors(m.0abc1,geography.lake.inflow)"],
            Answers = ["m.0def2"],
            Graph = new TaskGraph { World = new WorldName(7, TaskSplit.Test) },
        };

        var json = task.ToJson();
        var read = KnowledgeGraphTask.FromJson(json);

        Assert.Equal(
            """{"question":"which river feeds lake démo?","entities":[{"name":"lake démo","id":"m.0abc1"}],"actions":["get_relations(m.0abc1)","get_neighbors(m.0abc1,geography.lake.inflow)"],"answers":["m.0def2"],"expression":null,"graph":{"triples":null,"ontology":null,"world":{"seed":7,"split":"test"}}}""",
            json.GetRawText());
        Assert.Equal(json.GetRawText(), read.ToJson().GetRawText());
    }

    [Theory]
    [InlineData("""{"question":"q","entities":[],"actions":[],"graph":{}}""", "the record lacks 'answers'.")]
    [InlineData("""{"question":1,"entities":[],"actions":[],"answers":[],"graph":{}}""", "question is 1, expected a text.")]
    [InlineData("""{"question":"q","entities":[],"actions":[],"answers":[],"graph":{"triples":""}}""", "'graph' has triples and no ontology, expected both.")]
    public void A_malformed_task_is_refused_with_the_field(string json, string message)
    {
        using var document = JsonDocument.Parse(json);

        var exception = Assert.Throws<InvalidDataException>(() => KnowledgeGraphTask.FromJson(document.RootElement));

        Assert.Equal(message, exception.Message);
    }
}
