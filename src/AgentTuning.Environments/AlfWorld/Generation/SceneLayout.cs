using System.Collections.Immutable;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>A room with its furniture: what all houses with the same scene number share.</summary>
sealed class SceneLayout
{
    const int MostAtOneSpot = 3;

    SceneLayout(int number, ImmutableArray<HouseReceptacle> receptacles, ImmutableArray<SceneSpot> spots) =>
        (Number, Receptacles, Spots) = (number, receptacles, spots);

    /// <summary>The scene number.</summary>
    public int Number { get; }

    /// <summary>The kind of room, which the number begins with.</summary>
    public RoomKind Room => (RoomKind)(Number / HouseSplits.ScenesOfRoom);

    /// <summary>The furniture.</summary>
    public ImmutableArray<HouseReceptacle> Receptacles { get; }

    /// <summary>Where the player stands to use it; several receptacles may share one.</summary>
    public ImmutableArray<SceneSpot> Spots { get; }

    /// <summary>The room of a scene number; the same number and options give the same room.</summary>
    public static SceneLayout Create(int number, HouseOptions options)
    {
        var random = new HouseRandom(HouseGenerator.Stream, 1, number);
        var map = new SceneMap(random);
        var receptacles = new List<HouseReceptacle>();
        foreach (var (kind, amount) in HouseTables.Furniture[(RoomKind)(number / HouseSplits.ScenesOfRoom)])
        {
            if (!random.Percent(amount.Percent))
                continue;
            var count = random.Between(amount.Least, amount.Most);
            if (amount.Most > 1)
                count = Math.Max(1, (int)Math.Round(count * options.Size, MidpointRounding.AwayFromZero));
            var allHaveDoors = random.Percent(kind.DoorPercent);
            for (var i = 0; i < count; i++)
            {
                var hasDoor = kind.DoorPercent > 0 && (options.Doors is { } chance ? random.Chance(chance) : allHaveDoors || i % 2 == 0);
                var point = map.NewPoint(kind.LowestHeight, kind.GreatestHeight);
                receptacles.Add(new HouseReceptacle(kind, point, SpotOf(point, kind), hasDoor));
            }
        }

        return new SceneLayout(number, [.. receptacles], [.. map.Spots]);

        int SpotOf(ScenePoint point, ReceptacleClass kind)
        {
            if (receptacles.Count == 0 || !random.Chance(options.SharedPlaces))
                return map.NewSpot(point);
            var same = receptacles.FindAll(receptacle => receptacle.Class == kind);
            var other = random.Pick(same.Count > 0 && random.Percent(60) ? same : receptacles);
            return receptacles.Count(receptacle => receptacle.Spot == other.Spot) < MostAtOneSpot ? other.Spot : map.NewSpot(point);
        }
    }

    /// <summary>How many receptacles of a class there are.</summary>
    public int CountOf(string className)
    {
        var count = 0;
        foreach (var receptacle in Receptacles)
            if (receptacle.Class.Name == className)
                count++;
        return count;
    }
}
