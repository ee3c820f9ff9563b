using System.Globalization;
using System.Text;
using AgentTuning.Environments.KnowledgeGraph.Programs;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Sparql;

/// <summary>A graph of values that engines like to disagree on, and programs over it.</summary>
static class EdgeValues
{
    // Each group is a set of values that are ranked against one another.
    static readonly string[][] Groups =
    [
        ["\"10\"^^integer", "\"10.0\"^^double", "\"10.0\"^^float", "\"1e1\"^^double", "\"9\"^^integer", "\"-3\"^^integer"],
        ["\"2.5\"^^double", "\"2\"^^integer", "\"0.1\"^^double", "\"0.1\"^^float", "\"2.50\"^^decimal"],
        ["\"10\"", "\"9\"", "\"abc\"", "\"Abc\""],
        ["\"5\"^^integer", "\"text\""],
        ["\"1999-03-04\"^^date", "\"1999\"^^gYear", "\"1999-03\"^^gYearMonth", "\"1999-03-04T12:00:00\"^^dateTime", "\"1998-12-31\"^^date"],
        ["\"1999-03-04-08:00\"^^date", "\"2001-08:00\"^^gYear", "\"2001-05-08:00\"^^gYearMonth"],
        ["\"-0044\"^^gYear", "\"2000\"^^gYear", "\"1500\"^^gYear"],
        ["\"a\"@en", "\"b\"@de", "\"c\"", "\"d\"@en-gb"],
        ["\"007\"^^integer", "\"7\"^^integer"],
        ["\"2000\"^^gYear", "\"2000-01-01\"^^date"],
    ];

    public static string Graph()
    {
        var text = new StringBuilder();
        for (var group = 0; group < Groups.Length; group++)
        {
            for (var i = 0; i < Groups[group].Length; i++)
            {
                var (node, value) = ($"m.0n{group}_{i}", Groups[group][i]);
                var caret = value.IndexOf("^^", StringComparison.Ordinal);
                if (caret >= 0)
                    value = $"{value[..caret]}^^<http://www.w3.org/2001/XMLSchema#{value[(caret + 2)..]}>";
                Say($"m.0g{group}", "t.t.member", Iri(node));
                Say(node, "t.t.value", value);
                Say($"m.0g{group}", "t.t.values", value);
                Say(node, "t.t.group", Iri($"m.0g{group}"));
            }
        }

        return text.ToString();

        void Say(string subject, string predicate, string value) =>
            text.Append(CultureInfo.InvariantCulture, $"{Iri(subject)} {Iri(predicate)} {value} .\n");
    }

    public static IEnumerable<KnowledgeProgram> Programs()
    {
        for (var group = 0; group < Groups.Length; group++)
        {
            var entity = KnowledgeProgram.Entity($"m.0g{group}");
            var members = KnowledgeProgram.Join("t.t.member", entity);
            var values = KnowledgeProgram.Join("t.t.values", entity);
            yield return members;
            yield return values;
            yield return KnowledgeProgram.Join("t.t.value", members);
            yield return KnowledgeProgram.Join("t.t.group", members);
            yield return KnowledgeProgram.Count(members);
            yield return KnowledgeProgram.Count(values);
            yield return KnowledgeProgram.Count(KnowledgeProgram.Join("t.t.value", members));
            yield return KnowledgeProgram.Count(KnowledgeProgram.Count(members));
            yield return KnowledgeProgram.And(members, members);
            yield return KnowledgeProgram.Or(members, members);
            yield return KnowledgeProgram.Count(KnowledgeProgram.Or(members, members));
            yield return KnowledgeProgram.And(KnowledgeProgram.Count(members), KnowledgeProgram.Count(members));
            foreach (var isMost in (bool[])[true, false])
            {
                var best = KnowledgeProgram.Best(isMost, members, "t.t.value");
                yield return best;
                yield return KnowledgeProgram.Join("t.t.group", best);
                yield return KnowledgeProgram.Join("t.t.value", best);
                yield return KnowledgeProgram.And(best, members);
                yield return KnowledgeProgram.And(best, best);
                yield return KnowledgeProgram.Count(best);
            }
        }

        yield return KnowledgeProgram.Join("t.t.member", KnowledgeProgram.Entity("m.0unknown"));
        yield return KnowledgeProgram.Join("t.t.member", KnowledgeProgram.Entity("f.0g0"));
    }

    static string Iri(string name) => $"<http://rdf.freebase.com/ns/{name}>";
}
