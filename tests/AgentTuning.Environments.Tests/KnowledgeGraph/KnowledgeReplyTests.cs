using AgentTuning.Environments.KnowledgeGraph;

namespace AgentTuning.Environments.Tests.KnowledgeGraph;

public sealed class KnowledgeReplyTests
{
    [Theory]
    [InlineData("Thought: done.\nFinal Answer: #3", "3")]
    [InlineData("Find Answer: #12 and more", "12")]
    [InlineData("Action: count(#0)\nFinal Answer: #0", "0")]
    [InlineData("Final Answer: #007", "007")]
    [InlineData("Final Answer: #1\nFinal Answer: #2", "1")]
    public void The_first_final_answer_wins_over_any_action(string reply, string digits)
    {
        Assert.Equal(new KnowledgeReply(digits, null), KnowledgeReply.Parse(reply));
    }

    [Theory]
    [InlineData("Thought: x\nAction: count(#0)\nAction: count(#1)", "Action: count(#0)")]
    [InlineData("Action 1: count(#0)", "Action 1: count(#0)")]
    [InlineData(" Action: count(#0)", null)]
    [InlineData("Action count(#0)", null)]
    [InlineData("action: count(#0)", null)]
    [InlineData("Observation: [a]\nAction: count(#0)", null)]
    [InlineData("Action: get\\_relations(#0)", "Action: get_relations(#0)")]
    [InlineData("Final Answer: 3", null)]
    [InlineData("Final Answer: #x", null)]
    [InlineData("", null)]
    public void The_first_line_that_begins_with_Action_and_has_a_colon_is_the_action(string reply, string? line)
    {
        Assert.Equal(new KnowledgeReply(null, line), KnowledgeReply.Parse(reply));
    }

    [Fact]
    public void What_follows_an_observation_is_the_models_invention_and_is_cut_off()
    {
        var reply = KnowledgeReply.Parse("Action: count(#0)\nObservation: variable #1\nFinal Answer: #1");

        Assert.Equal(new KnowledgeReply(null, "Action: count(#0)"), reply);
    }

    [Theory]
    [InlineData("Action: get_relations(Obama)", new[] { "get_relations" })]
    [InlineData("Action: intersection(get_neighbors(#0, r), #1)", new[] { "intersection", "get_neighbors" })]
    [InlineData("Action: (x) count (y)", new string[0])]
    [InlineData("Action: none", new string[0])]
    public void All_names_before_parentheses_are_calls(string line, string[] names)
    {
        Assert.Equal(names, KnowledgeReply.CallNames(line));
    }

    [Fact]
    public void No_more_than_fifty_calls_of_a_line_are_tried()
    {
        var line = "Action: " + string.Concat(Enumerable.Repeat("f(", 10_000));

        Assert.Equal(50, KnowledgeReply.CallNames(line).Count);
    }

    [Theory]
    [InlineData("Action: count(#0)", "count", new[] { "#0" })]
    [InlineData("Action: get_neighbors(Lake (demo), r)", "get_neighbors", new[] { "Lake (demo" })]
    [InlineData("Action: intersection(#0 , #1)", "intersection", new[] { "#0", "#1" })]
    [InlineData("Action: f(a , b , c)", "f", new[] { "a", "b", "c" })]
    [InlineData("Action: f( a )", "f", new[] { " a " })]
    [InlineData("Action: f( a , b )", "f", new[] { " a", "b " })]
    [InlineData("Action: f(a, b) f(c)", "f", new[] { "a", "b" })]
    public void Arguments_end_at_the_first_parenthesis_and_are_split_at_commas(string line, string name, string[] arguments)
    {
        Assert.Equal(arguments, KnowledgeReply.Arguments(line, name));
    }

    [Theory]
    [InlineData("Action: count()")]
    [InlineData("Action: count(")]
    [InlineData("Action: count(#0")]
    [InlineData("Action: none")]
    public void A_call_without_arguments_or_end_has_none(string line)
    {
        Assert.Null(KnowledgeReply.Arguments(line, "count"));
    }
}
