using System.Text;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>A receptacle of a scene.</summary>
/// <param name="Class">What it is.</param>
/// <param name="Point">Where it stands.</param>
/// <param name="Spot">Where the player stands to use it: the position in the scene's spots.</param>
/// <param name="HasDoor">Whether it can be opened; then it is closed at first.</param>
sealed record HouseReceptacle(ReceptacleClass Class, ScenePoint Point, int Spot, bool HasDoor)
{
    const string Basin = "Basin";

    /// <summary>The class of the thing that it is the basin of, or null.</summary>
    public string? BasinOf => Class.Name.EndsWith(Basin, StringComparison.Ordinal) ? Class.Name[..^Basin.Length] : null;

    /// <summary>Writes its id.</summary>
    public void AppendId(StringBuilder text)
    {
        Point.AppendId(text, BasinOf ?? Class.Name);
        if (BasinOf is not null)
            text.Append("_bar_").Append(Class.Name);
    }
}
