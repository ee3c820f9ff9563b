using AgentTuning.Bench;

if (args is ["training", .. var rest])
    return await TrainingBenchmark.RunAsync(rest);
await Console.Error.WriteLineAsync("Usage: dotnet run -c Release --project bench/AgentTuning.Bench -- training [steps] [tokens per step] [shards]");
return 2;
