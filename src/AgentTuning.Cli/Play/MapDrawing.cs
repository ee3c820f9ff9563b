using System.Collections.Immutable;
using System.Text;
using AgentTuning.Environments.AlfWorld.Map;

namespace AgentTuning.Cli.Play;

/// <summary>Draws what a player has seen of a household as a table.</summary>
static class MapDrawing
{
    /// <summary>One line for each receptacle, and one for what is in hand; a star where the player is.</summary>
    public static string Of(HouseholdMap map)
    {
        var text = new StringBuilder();
        var width = map.Receptacles.Keys.Select(name => name.Length).DefaultIfEmpty(0).Max();
        foreach (var (name, seen) in map.Receptacles)
            text.Append(map.Here.Contains(name) ? "* " : "  ").Append(name.PadRight(width)).Append("  ").Append(Describe(map, seen)).Append('\n');
        return text.Append("in hand: ").Append(map.Held.IsEmpty ? "nothing" : List(map, map.Held)).ToString();
    }

    static string Describe(HouseholdMap map, SeenReceptacle seen) => seen switch
    {
        { Door: SeenDoor.Closed, HasBeenSeen: true } => $"closed; in it: {List(map, seen.Objects)}",
        { Door: SeenDoor.Closed } => "closed",
        { HasBeenSeen: false } => "?",
        { Door: SeenDoor.Open } => $"open; in it: {List(map, seen.Objects)}",
        _ => List(map, seen.Objects),
    };

    static string List(HouseholdMap map, ImmutableArray<string> objects) => objects.IsEmpty
        ? "nothing"
        : string.Join(", ", objects.Select(name => map.States.TryGetValue(name, out var states) ? $"{name} ({string.Join(", ", states)})" : name));
}
