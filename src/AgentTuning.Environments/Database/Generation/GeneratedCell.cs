namespace AgentTuning.Environments.Database.Generation;

/// <summary>A cell: its text and, where it means one, its number.</summary>
readonly record struct GeneratedCell(string Text, decimal? Number = null);
