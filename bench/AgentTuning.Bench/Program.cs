using AgentTuning.Bench;

if (args is ["training", .. var rest])
    return await TrainingBenchmark.RunAsync(rest);
if (args is ["tokenization", .. var files])
    return await TokenizationBenchmark.RunAsync(files);
if (args is ["generation", .. var model])
    return await GenerationBenchmark.RunAsync(model);
await Console.Error.WriteLineAsync("""
    Usage: dotnet run -c Release --project bench/AgentTuning.Bench -- <benchmark>
      training [steps] [tokens per step] [shards]
      tokenization [file of conversations]
      generation [small|medium]
    """);
return 2;
