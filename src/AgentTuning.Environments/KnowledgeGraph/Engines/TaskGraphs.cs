using System.Text;
using AgentTuning.Environments.KnowledgeGraph.Generation;
using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Environments.KnowledgeGraph.Engines;

/// <summary>Reads the graphs that tasks carry or name; a generated world is made once.</summary>
sealed class TaskGraphs
{
    readonly GeneratedWorlds _worlds = new();

    /// <summary>The graph of a task, or null where it carries and names none.</summary>
    /// <exception cref="InvalidDataException">The inline graph is malformed.</exception>
    public KnowledgeWorld? Read(TaskGraph graph)
    {
        if (graph.World is { } name)
            return _worlds[name];
        if (graph.Triples is not { } text)
            return null;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var set = new TripleSet(NTriples.Read(stream, "the task's graph"));
        return new KnowledgeWorld(set, graph.Ontology!, set.Triples);
    }
}
