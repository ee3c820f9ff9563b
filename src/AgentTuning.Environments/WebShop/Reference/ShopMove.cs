namespace AgentTuning.Environments.WebShop.Reference;

/// <summary>A thought and an action.</summary>
/// <param name="Thought">In natural language.</param>
/// <param name="IsSearch">True for a search, false for a click.</param>
/// <param name="Argument">What is searched for or clicked.</param>
readonly record struct ShopMove(string Thought, bool IsSearch, string Argument);
