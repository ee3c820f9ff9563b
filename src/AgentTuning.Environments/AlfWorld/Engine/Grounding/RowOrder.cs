namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>Compares arguments one by one; fewer come first.</summary>
sealed class RowOrder : IComparer<int[]>
{
    public static readonly RowOrder Instance = new();

    public int Compare(int[]? x, int[]? y) => x.AsSpan().SequenceCompareTo(y);
}
