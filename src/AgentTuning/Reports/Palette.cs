namespace AgentTuning.Reports;

/// <summary>The colours of the stylesheet: <c>s0</c>, <c>s1</c>, … for whatever stands side by side.</summary>
static class Palette
{
    /// <summary>How many colours there are; more things than that share them.</summary>
    public const int Size = 8;
}
