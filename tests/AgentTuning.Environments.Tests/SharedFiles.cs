using System.Runtime.CompilerServices;

namespace AgentTuning.Environments.Tests;

/// <summary>Real data beside the repository; tests that need it are skipped without it, and fail where it is promised.</summary>
static class SharedFiles
{
    public static string DatabaseTasks => Find("agentbench/dbbench/dev.jsonl");

    public static string AgentInstruct => Find("agentinstruct/sample-100.json");

    /// <summary>AgentBench's folder of operating-system tasks: <c>data</c>, <c>scripts</c> and <c>train_0317</c>.</summary>
    public static string OperatingSystemTasks => Path.GetDirectoryName(Path.GetDirectoryName(Find("agentbench/os_interaction/data/dev.json")!)!)!;

    /// <summary>AgentBench's folder of questions over Freebase: <c>dev.json</c>, <c>kg_rl_all.json</c> and <c>ontology</c>.</summary>
    public static string KnowledgeGraphTasks => Path.GetDirectoryName(Find("agentbench/knowledgegraph/kg_rl_all.json"))!;

    /// <summary>One of AgentBench's lists of household games.</summary>
    public static string HouseholdLists(string name) => Find($"agentbench/alfworld/{name}");

    /// <summary>AgentBench's folder of played household games.</summary>
    public static string HouseholdPrompts => Path.GetDirectoryName(Find("agentbench/alfworld/prompts/alfworld_multiturn_react.json"))!;

    /// <summary>The domain and the grammar of the older household games.</summary>
    public static string HouseholdLogic => Path.GetDirectoryName(Find("agentbench/alfworld/logic/alfred.pddl"))!;

    /// <summary>A recorded household game and what the original answered in it.</summary>
    public static (string Game, string Trace) HouseholdTrace(string name) =>
        (Find($"alfworld-reference/games/{name}.tw-pddl"), Find($"alfworld-reference/traces/{name}.jsonl"));

    /// <summary>The folder of WebShop's official 1,000 products.</summary>
    public static string WebShop => Path.GetDirectoryName(Find("webshop/items_shuffle_1000.json"))!;

    static string Find(string path, [CallerFilePath] string here = "")
    {
        var root = Environment.GetEnvironmentVariable("AGENTTUNING_SHARED") is { Length: > 0 } given
            ? given
            : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "shared"));
        var file = Path.Combine(root, "data", path);
        if (File.Exists(file))
            return file;
        Components.Missing($"{file} is absent: set AGENTTUNING_SHARED to the folder that holds data/{path}.");
        return file;
    }
}
