namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>A text has too many cases to work out beforehand; it is derived whenever it is asked for.</summary>
sealed class TextProgramTooLargeException : Exception;
