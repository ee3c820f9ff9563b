using AgentTuning.Environments.AlfWorld.Engine.Grounding;

namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>Which facts of the texts can change.</summary>
sealed class TextStatics
{
    readonly ulong[] _canBe;
    readonly ulong[] _mustBe;

    public TextStatics(TextFacts facts)
    {
        _canBe = [.. facts.First];
        _mustBe = [.. facts.First];
        foreach (var changes in facts.Changes)
            foreach (var change in changes)
            {
                var bit = change >> 1;
                if ((change & 1) != 0)
                    _mustBe[bit >> 6] &= ~(1UL << bit);
                else
                    _canBe[bit >> 6] |= 1UL << bit;
            }
    }

    /// <summary>Whether the fact can ever be there.</summary>
    public bool CanBe(int bit) => (_canBe[bit >> 6] >> bit & 1) != 0;

    /// <summary>Whether the fact is always there.</summary>
    public bool MustBe(int bit) => (_mustBe[bit >> 6] >> bit & 1) != 0;
}
