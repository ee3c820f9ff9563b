namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>What a literal tests.</summary>
enum LiteralKind
{
    Fact,
    Equal,
    Type,
}
