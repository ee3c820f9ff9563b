namespace AgentTuning.Environments.AlfWorld.Engine;

/// <summary>How much of a game file is accepted. Released games stay below a fiftieth of each.</summary>
static class GameLimits
{
    public const int FileBytes = 4 << 20;
    public const int Depth = 256;
    public const int Constants = 4096;
    public const int Arguments = 5;
    public const int Clauses = 4096;
    public const int Literals = 1024;
    public const int Slots = 256;
    public const int Operators = 200_000;
    public const int Atoms = 400_000;
    public const int GroundingSteps = 40_000_000;
    public const int Effects = 4096;
    public const int QueryFacts = 16;
    public const int ExpressionCharacters = 2048;
    public const int TextSteps = 4_000_000;
    public const int TextCharacters = 1 << 20;
    public const int TextDepth = 256;
}
