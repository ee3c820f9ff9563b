namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>What a tool is called with: a variable, or a text that is an id or a name.</summary>
readonly record struct ToolArgument(string Text, KnowledgeVariable? Variable = null)
{
    /// <summary>What lists of relations and attributes are remembered by.</summary>
    public string Key => Variable is { } variable ? variable.Program.Text : Text;
}
