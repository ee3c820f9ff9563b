using System.Text;
using System.Text.Json;
using AgentTuning.Environments.AlfWorld.Engine;

namespace AgentTuning.Environments.Tests.AlfWorld.Engine;

public sealed class GameFileTests
{
    [Fact]
    public void A_game_file_is_written_and_read_back()
    {
        var made = SmallHouse.Create();

        var read = GameFile.Read(made.ToBytes(), "back");

        Assert.Equal((made.DomainText, made.ProblemText, made.GrammarText), (read.DomainText, read.ProblemText, read.GrammarText));
        Assert.Equal((null, null), (read.IsSolvable, read.Walkthrough));
        Assert.Equal(18, read.Problem.Objects.Count(item => item.Type is "object" or "receptacle" or "location"));
    }

    [Theory]
    [InlineData("[1]", "a JSON Array was found, expected an object with pddl_domain, pddl_problem and grammar")]
    [InlineData("{", "is not a game file")]
    [InlineData("""{"pddl_domain":"x","pddl_problem":"x"}""", "'grammar' is missing")]
    [InlineData("""{"pddl_domain":1,"pddl_problem":"x","grammar":""}""", "'pddl_domain' is a JSON Number, expected a string")]
    [InlineData("""{"pddl_domain":"","pddl_problem":"x","grammar":"","walkthrough":[1]}""", "'walkthrough' is not a list of commands")]
    public void What_is_no_game_file_is_told(string json, string part) =>
        Assert.Contains(part, Assert.Throws<InvalidDataException>(() => GameFile.Read(Encoding.UTF8.GetBytes(json), "f")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("(openable Fridge_bar_1)", "(openable Ghost)", "pddl_problem line 13: 'ghost' in the fact 'openable' is not a constant of :objects")]
    [InlineData("(:goal (exists", "(:goal (every", "the predicate 'every' is not declared in :predicates")]
    [InlineData("agent1 - agent", "agent1 - robot", "the constant 'agent1' has type 'robot', which the domain does not declare")]
    [InlineData("agent1 - agent", "agent1 agent1 - agent", "the constant 'agent1' is declared twice")]
    [InlineData("(:domain alfred)", "(:domain other)", "(:domain alfred) is missing, or names another domain")]
    [InlineData("(:init", "(:init (= (distance Fridge_bar_1 loc_bar_0) 2) (not (opened Fridge_bar_1)) (opened Fridge_bar_1)", "(opened fridge_bar_1) is true and false")]
    [InlineData("(:init", "(:init (opened é)", "'é' has a character that is not ASCII")]
    [InlineData("(inReceptacle ?o ?r)))", "(inReceptacle ?o ?x)))", "the variable ?x in (inreceptacle ?o ?x) is not declared")]
    [InlineData("(inReceptacle ?o ?r)))", "(inReceptacle ?o)))", "the predicate 'inreceptacle' has 1 arguments, expected 2")]
    public void What_is_wrong_in_a_problem_is_told_with_its_place(string old, string replacement, string part)
    {
        var made = SmallHouse.Create();
        Assert.Contains(old, made.ProblemText, StringComparison.Ordinal);
        var broken = GameFile.Create("f", made.DomainText, made.ProblemText.Replace(old, replacement, StringComparison.Ordinal), made.GrammarText);

        var fault = Assert.Throws<InvalidDataException>(() => Games.Open(broken));

        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("f", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#task#", "#mission#", "there is no rule for the symbol '#mission#'")]
    [InlineData("{o.name} from {r}", "{o.name.upper()} from {r}", "the expression 'o.name.upper()' is not supported")]
    [InlineData("openable(r:receptacle) & opened(r:receptacle)", "openable(r:cupboard)", "the variable 'r' has type 'cupboard', which the domain does not declare")]
    [InlineData("openable(r:receptacle) & opened(r:receptacle)", "openable(r:receptacle) | opened", "the query 'openable(r:receptacle) | opened' goes on at its character 24")]
    [InlineData("template :: \"look\"", "template : \"look\"", "expected '::' after 'template'")]
    public void What_is_wrong_in_a_grammar_is_told(string old, string replacement, string part)
    {
        var grammar = SmallHouse.Grammar.Replace("take {o} from {r}", "take {o.name} from {r}", StringComparison.Ordinal);
        Assert.Contains(old, grammar, StringComparison.Ordinal);

        var fault = Assert.Throws<InvalidDataException>(() => Games.Open(SmallHouse.With(SmallHouse.Domain, grammar.Replace(old, replacement, StringComparison.Ordinal))));

        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_would_take_for_ever_are_refused()
    {
        RefusedProblem(new string('(', 300), "deeper than 256");
        RefusedProblem("(define (problem p) (:domain alfred) (:objects " + string.Join(' ', Enumerable.Range(0, 5000).Select(i => $"o{i}")) + " - object) (:init) (:goal (and)))", "5000 constants, at most 4096");
        RefusedGoal("(and " + string.Concat(Enumerable.Repeat("(or (opened Fridge_bar_1) (opened Microwave_bar_1))", 40)) + ")", "more than 4096 alternatives");
        RefusedGoal("(exists (?a ?b ?c ?d ?e ?f ?g ?h ?i ?j - object) (not (= ?a ?b)))", "takes more than 40000000 steps");
        var grammar = SmallHouse.Grammar.Replace("#task#", "#a#", StringComparison.Ordinal) + "grammar :: \"\"\"{\"a\": [{\"rhs\": \"#a#\"}]}\"\"\";";
        Assert.Contains("deep", Assert.Throws<InvalidDataException>(() => Games.Open(SmallHouse.With(SmallHouse.Domain, grammar), new GameOptions { Engine = GameEngine.General }).Reset()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => GameFile.Read(new byte[5_000_000], "large"));
    }

    [Fact]
    public void A_text_that_doubles_itself_is_refused()
    {
        var rules = string.Join(", ", Enumerable.Range(0, 40).Select(i => $"\"d{i}\": [{{\"rhs\": \"#d{i + 1}##d{i + 1}#\"}}]"));
        var grammar = SmallHouse.Grammar.Replace("#task#", "#d0#", StringComparison.Ordinal) + "grammar :: \"\"\"{" + rules + ", \"d40\": [{\"rhs\": \"x\"}]}\"\"\";";

        var fault = Assert.Throws<InvalidDataException>(() => Games.Open(SmallHouse.With(SmallHouse.Domain, grammar)).Reset());

        Assert.Contains("a text takes more than", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_other_engines_read_is_written()
    {
        using var document = JsonDocument.Parse(SmallHouse.Create().ToBytes());

        Assert.Equal(["pddl_domain", "grammar", "pddl_problem"], document.RootElement.EnumerateObject().Select(property => property.Name));
    }

    static void RefusedProblem(string problem, string part) =>
        Assert.Contains(part, Assert.Throws<InvalidDataException>(() => Games.Open(GameFile.Create("f", SmallHouse.Domain, problem, SmallHouse.Grammar))).Message, StringComparison.Ordinal);

    static void RefusedGoal(string goal, string part) =>
        Assert.Contains(part, Assert.Throws<InvalidDataException>(() => Games.Open(SmallHouse.Create(goal: goal))).Message, StringComparison.Ordinal);
}
