using System.Collections.Immutable;
using System.Text;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>An object of a house.</summary>
/// <param name="Class">What it is.</param>
/// <param name="Point">Where it is.</param>
/// <param name="Spot">Where the player stands to reach it.</param>
/// <param name="Receptacles">The positions of the receptacles that it is in: mostly one, none for things on the floor.</param>
sealed record HouseObject(ObjectClass Class, ScenePoint Point, int Spot, ImmutableArray<int> Receptacles)
{
    /// <summary>Writes its id.</summary>
    public void AppendId(StringBuilder text) => Point.AppendId(text, Class.Name);
}
