using AgentTuning.Environments.AlfWorld.Engine;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>Makes the game file of a house.</summary>
static class HouseGame
{
    const string TaskPlaceholder = "UNKNOWN GOAL.";

    static readonly string OldDomain = EmbeddedText.Read("AlfWorld/Generation/house.pddl");
    static readonly string NewDomain = OldDomain.Insert(OldDomain.LastIndexOf(')'), EmbeddedText.Read("AlfWorld/Generation/help.pddl"));
    static readonly string OldGrammar = EmbeddedText.Read("AlfWorld/Generation/house.twl2") + EmbeddedText.Read("AlfWorld/Generation/old.twl2");
    static readonly string NewGrammar = EmbeddedText.Read("AlfWorld/Generation/house.twl2") + EmbeddedText.Read("AlfWorld/Generation/new.twl2");

    /// <summary>The game of a house in the style of its texts.</summary>
    public static GameFile Create(House house)
    {
        var (domain, grammar) = house.Options.Texts == HouseTexts.Old ? (OldDomain, OldGrammar) : (NewDomain, NewGrammar);
        return GameFile.Create(house.Label, domain, ProblemText.Write(house), grammar.Replace(TaskPlaceholder, house.Sentence, StringComparison.Ordinal));
    }
}
