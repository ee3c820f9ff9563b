using System.Globalization;
using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Environments.KnowledgeGraph.Official;

/// <summary>Writes values as literals of Freebase's graph.</summary>
static class GraphLiterals
{
    const string Xsd = "http://www.w3.org/2001/XMLSchema#";

    /// <summary>A gold answer that is no id: a date, or a text that prints as it stands.</summary>
    public static KnowledgeTerm Of(string answer) =>
        DateOnly.TryParseExact(answer, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? Typed(answer, "date") : KnowledgeTerm.Plain(answer);

    /// <summary>A literal of a type of XML Schema.</summary>
    public static KnowledgeTerm Typed(string text, string type) => new(KnowledgeTermKind.Literal, text, Xsd + type);
}
