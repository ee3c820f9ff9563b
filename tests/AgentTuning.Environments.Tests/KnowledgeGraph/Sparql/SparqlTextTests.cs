using AgentTuning.Environments.KnowledgeGraph.Programs;
using AgentTuning.Environments.KnowledgeGraph.Sparql;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Sparql;

public sealed class SparqlTextTests
{
    static readonly KnowledgeProgram Hop = KnowledgeProgram.Join("d.e.f", KnowledgeProgram.Entity("m.01"));

    [Fact]
    public void A_program_of_two_hops_and_an_intersection_is_written_as_the_original_writes_it()
    {
        var program = KnowledgeProgram.And(KnowledgeProgram.Join("a.b.c", Hop), KnowledgeProgram.Join("a.b.c", KnowledgeProgram.Entity("m.02")));

        Assert.Equal("(AND (JOIN a.b.c_inv (JOIN d.e.f_inv m.01)) (JOIN a.b.c_inv m.02))", program.Text);
        Assert.Equal(
            """
            PREFIX ns: <http://rdf.freebase.com/ns/>
            SELECT DISTINCT ?x
            WHERE {
            FILTER (!isLiteral(?x) OR lang(?x) = '' OR langMatches(lang(?x), 'en'))
            ns:m.01 ns:d.e.f ?x0 .
            ?x0 ns:a.b.c ?x .
            ns:m.02 ns:a.b.c ?x .
            FILTER (?x != ns:m.01)
            FILTER (?x != ns:m.02)
            }
            """,
            SparqlText.Query(program));
    }

    [Fact]
    public void A_superlative_ranks_in_an_inner_query()
    {
        Assert.Equal(
            """
            PREFIX ns: <http://rdf.freebase.com/ns/>
            SELECT DISTINCT ?x
            WHERE {
            ns:m.01 ns:d.e.f ?x .
            ?x ns:g.h.i ?sk0 .
            {SELECT ?sk0
            WHERE {
            FILTER (!isLiteral(?x) OR lang(?x) = '' OR langMatches(lang(?x), 'en'))
            ns:m.01 ns:d.e.f ?x .
            ?x ns:g.h.i ?sk0 .
            FILTER (?x != ns:m.01)
            }
            ORDER BY DESC(?sk0)
            LIMIT 1
            }
            }
            """,
            SparqlText.Query(KnowledgeProgram.Best(isMost: true, Hop, "g.h.i")));
    }

    [Fact]
    public void A_count_changes_the_second_line_only()
    {
        Assert.Equal(
            SparqlText.Query(Hop).Replace("SELECT DISTINCT ?x", "SELECT COUNT DISTINCT ?x", StringComparison.Ordinal), SparqlText.Query(KnowledgeProgram.Count(Hop)));
    }

    [Fact]
    public void The_predicates_of_a_variable_wrap_its_query()
    {
        Assert.Equal(
            """
            PREFIX ns: <http://rdf.freebase.com/ns/>
            SELECT DISTINCT ?rel
            WHERE {
            ?x ?rel ?obj .
            {
            SELECT DISTINCT ?x
            WHERE {
            FILTER (!isLiteral(?x) OR lang(?x) = '' OR langMatches(lang(?x), 'en'))
            ns:m.01 ns:d.e.f ?x .
            FILTER (?x != ns:m.01)
            }
            }
            }
            """,
            SparqlText.PredicatesOf(Hop));
    }
}
