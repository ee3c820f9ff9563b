using AgentTuning.Bench;
using AgentTuning.Bench.AlfWorld;
using AgentTuning.Bench.Knowledge;
using AgentTuning.Bench.Sandboxes;
using AgentTuning.Bench.Training;
using AgentTuning.Bench.WebShop;

try
{
    if (args is ["training", .. var rest])
        return await TrainingBenchmark.RunAsync(rest);
    if (args is ["tokenization", .. var files])
        return await TokenizationBenchmark.RunAsync(files);
    if (args is ["generation", .. var model])
        return await GenerationBenchmark.RunAsync(model);
    if (args is ["knowledge", .. var graph])
        return await KnowledgeBenchmark.RunAsync(graph);
    if (args is ["alfworld", .. var household])
        return AlfWorldBenchmark.Run(household);
    if (args is ["webshop", .. var shop])
        return await WebShopBenchmark.RunAsync(shop);
    if (args is ["sandboxes", .. var sandboxes])
        return await SandboxBenchmark.RunAsync(sandboxes);
}
catch (ArgumentException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
await Console.Error.WriteLineAsync("""
    Usage: dotnet run -c Release --project bench/AgentTuning.Bench -- <benchmark>
      training [--quick] [--model small,100m] [--only names] [--rounds 3] [--threads N] [--examples N] [--batch N] [--rows 4096]
               [--seed 1] [--python /usr/bin/python3] [--processor-time] [--no-memory] [--json file]
      tokenization [file of conversations]
      generation [small|medium]
      knowledge [--triples 10000000] [--queries 20000] [--rounds 5] [--seed 1] [--threads N] [--folder path]
      alfworld [--houses 24] [--steps 1000000] [--threads N] [--seed 1] [--agreement]
      webshop --data folder [--products 20000] [--steps 50000] [--queries 2000] [--episodes 1000] [--seed 1] [--folder path]
      sandboxes [--rounds 7] [--batch 8] [--parallel N] [--ready N] [--live 16]
      sandboxes --episodes 10000 [--parallel N] [--ready 2] [--engine namespaces]
    """);
return 2;
