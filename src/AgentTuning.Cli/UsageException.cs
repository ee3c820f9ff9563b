namespace AgentTuning.Cli;

/// <summary>The command line asks for something that does not exist or does not go together. Exit code 2.</summary>
sealed class UsageException(string message) : Exception(message);
