using AgentTuning.Cli;

using var interrupts = new Interrupts();
return await CommandLine.RunAsync(args, CommandContext.ForProcess(interrupts.Drain), interrupts.Stop);
