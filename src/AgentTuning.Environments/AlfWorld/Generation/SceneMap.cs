namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>Finds places in a room that nothing else has.</summary>
sealed class SceneMap(HouseRandom random)
{
    const int HalfRoom = 300; // centimetres from the middle to a wall
    const int Reach = 30;
    static readonly int[] Angles = [-30, -15, 0, 30, 45, 60];

    readonly HashSet<ScenePoint> _points = [];
    readonly HashSet<SceneSpot> _usedSpots = [];
    readonly List<SceneSpot> _spots = [];

    /// <summary>The spots in the order in which they were made.</summary>
    public IReadOnlyList<SceneSpot> Spots => _spots;

    /// <summary>A map that goes on from a scene, with draws of its own.</summary>
    public static SceneMap After(SceneLayout layout, HouseRandom random)
    {
        var map = new SceneMap(random);
        foreach (var receptacle in layout.Receptacles)
            map._points.Add(receptacle.Point);
        foreach (var spot in layout.Spots)
            map.Add(spot);
        return map;
    }

    /// <summary>A free point at some height.</summary>
    public ScenePoint NewPoint(int lowest, int greatest)
    {
        while (true)
        {
            var point = new ScenePoint(random.Between(-HalfRoom, HalfRoom), random.Between(lowest, greatest), random.Between(-HalfRoom, HalfRoom));
            if (_points.Add(point))
                return point;
        }
    }

    /// <summary>A free point on a receptacle.</summary>
    public ScenePoint NewPointOn(ScenePoint receptacle)
    {
        while (true)
        {
            var point = new ScenePoint(
                receptacle.X + random.Between(-Reach, Reach), receptacle.Height + random.Between(1, 12), receptacle.Z + random.Between(-Reach, Reach));
            if (_points.Add(point))
                return point;
        }
    }

    /// <summary>The position of a new spot from which a point is reached.</summary>
    public int NewSpot(ScenePoint point)
    {
        while (true)
        {
            var spot = new SceneSpot(
                (point.X / 25) + random.Between(-2, 2), (point.Z / 25) + random.Between(-2, 2), random.Next(4), random.Pick(Angles));
            if (!_usedSpots.Contains(spot))
                return Add(spot);
        }
    }

    int Add(SceneSpot spot)
    {
        _usedSpots.Add(spot);
        _spots.Add(spot);
        return _spots.Count - 1;
    }
}
