using AgentTuning.Environments.KnowledgeGraph.Programs;

namespace AgentTuning.Environments.KnowledgeGraph.Sparql;

/// <summary>Writes the queries of the original, in the dialect that its server takes: Virtuoso's, not the standard's.</summary>
static class SparqlText
{
    const string Head = $"PREFIX ns: <{Freebase.Namespace}>";
    const string LanguageFilter = "FILTER (!isLiteral(?x) OR lang(?x) = '' OR langMatches(lang(?x), 'en'))";

    /// <summary>The query for the predicates of a thing; its variable is <c>value</c>.</summary>
    public static string PredicatesOfEntity(string id) => string.Join('\n',
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>",
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>",
        $"PREFIX : <{Freebase.Namespace}>",
        "SELECT (?x0 AS ?value) WHERE {",
        "SELECT DISTINCT ?x0  WHERE {",
        $":{id} ?x0 ?x1 . ",
        $"FILTER regex(?x0, \"{Freebase.Namespace}\")",
        "}",
        "}");

    /// <summary>The query for the predicates of what a program finds.</summary>
    public static string PredicatesOf(KnowledgeProgram program)
    {
        var lines = Query(program).Split('\n');
        return string.Join('\n', [lines[0], "SELECT DISTINCT ?rel\nWHERE {\n?x ?rel ?obj .\n{", .. lines[1..], "}\n}"]);
    }

    /// <summary>The query for what a program finds.</summary>
    public static string Query(KnowledgeProgram program)
    {
        var body = new SparqlBody(program);
        List<string> inner = [LanguageFilter, .. body.Lines, .. body.Entities.Select(id => $"FILTER (?x != ns:{id})")];
        if (program.Superlatives == 0)
            return string.Join('\n', [Head, program.Counts ? "SELECT COUNT DISTINCT ?x" : "SELECT DISTINCT ?x", "WHERE {", .. inner, "}"]);
        if (program.Counts) // the original leaves it unbalanced, and the server refuses it
            return string.Join('\n', [Head, "SELECT COUNT DISTINCT ?x", "WHERE {", .. inner, "}", .. body.Order, "}", "}"]);
        return string.Join('\n', [Head, "SELECT DISTINCT ?x", "WHERE {", .. body.Lines, "{SELECT ?sk0", "WHERE {", .. inner, "}", .. body.Order, "}", "}"]);
    }
}
