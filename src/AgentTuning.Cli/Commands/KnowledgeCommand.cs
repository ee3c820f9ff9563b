using System.CommandLine;
using AgentTuning.Cli.Knowledge;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning knowledge</c>: makes graphs for the knowledge-graph environment, and looks into them.</summary>
static class KnowledgeCommand
{
    public static Command Create(CommandContext context) => new("knowledge", "Build a knowledge store from N-Triples, and look into it.")
    {
        KnowledgeBuild.Create(context),
        KnowledgeQuery.Create(context),
        KnowledgeSummary.Create(context),
    };
}
