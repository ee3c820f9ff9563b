using System.Collections.Immutable;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>Puts objects into a room so that a goal can be reached, and is not reached yet.</summary>
sealed class Furnishing
{
    const int WeightUnit = 840; // divisible by most counts of receptacles, so that a class weighs the same however many there are

    static readonly Dictionary<string, string> NearNames = Pairs(
        ("Pen", "Pencil"), ("Cup", "Mug"), ("SaltShaker", "PepperShaker"), ("Knife", "ButterKnife"), ("SoapBar", "SoapBottle"), ("HandTowel", "Towel"),
        ("Pot", "Pan"), ("Fork", "Spoon"), ("CreditCard", "CD"), ("ToiletPaper", "TissueBox"), ("WineBottle", "Glassbottle"), ("Vase", "Statue"),
        ("Newspaper", "Book"), ("Bowl", "Plate"), ("Spatula", "Ladle"), ("CellPhone", "RemoteControl"), ("Watch", "KeyChain"), ("Potato", "Tomato"));

    readonly SceneLayout _layout;
    readonly HouseGoal _goal;
    readonly HouseOptions _options;
    readonly HouseRandom _random;
    readonly SceneMap _map;
    readonly int[] _loads;
    readonly int[] _weights;
    readonly int[] _sameClass;
    readonly List<HouseObject> _objects = [];

    /// <summary>A room to furnish for a goal.</summary>
    public Furnishing(SceneLayout layout, HouseGoal goal, HouseOptions options, HouseRandom random)
    {
        (_layout, _goal, _options, _random) = (layout, goal, options, random);
        _map = SceneMap.After(layout, random);
        _loads = new int[layout.Receptacles.Length];
        _weights = new int[layout.Receptacles.Length];
        _sameClass = [.. layout.Receptacles.Select(receptacle => layout.CountOf(receptacle.Class.Name))];
    }

    /// <summary>Where the player can stand, and at last where the game begins.</summary>
    public IReadOnlyList<SceneSpot> Spots => _map.Spots;

    /// <summary>All objects of the house.</summary>
    public List<HouseObject> Furnish()
    {
        foreach (var (receptacle, spot) in _layout.Receptacles.Select(receptacle => (receptacle, receptacle.Spot)))
            if (receptacle.BasinOf is { } owner)
                _objects.Add(new HouseObject(HouseTables.ObjectsByName[owner], receptacle.Point, spot, []));
        if (_goal.IsUnderLamp)
            PutSome(HouseTables.ObjectsByName[HouseGoal.Lamp], _random.Percent(25) ? 2 : 1);
        PutTargets(HouseTables.ObjectsByName[_goal.Wanted]);
        foreach (var item in HouseTables.ObjectsByRoom[_layout.Room])
            if (item.Name != _goal.Wanted && !(_goal.IsUnderLamp && item.Name == HouseGoal.Lamp))
                PutSome(item, Amount(item));
        Double();
        _random.Shuffle(_objects);
        _map.NewSpot(_map.NewPoint(0, 0)); // the player's first spot, where nothing stands
        return _objects;
    }

    void PutTargets(ObjectClass target)
    {
        var count = _goal.Count + (_random.Chance(_options.MoreTargets) ? _random.Between(1, 2) : 0);
        var isPlaced = _goal.Count == 2 && _random.Chance(_options.PlacedTargets) && Put(target, receptacle => receptacle.Class.Name == _goal.Place, canOverfill: true);
        // Anywhere else: what is in its place from the start would be won at once, or trivial where something is to be done with it.
        var mayBeInPlace = _goal.IsUnderLamp || (_goal.Device is not null && _random.Percent(15));
        var isHidden = _random.Chance(_options.HiddenTargets) && Weigh(target, receptacle => receptacle.HasDoor && receptacle.Class.Name != _goal.Place) > 0;
        var isApart = _goal.IsUnderLamp && _random.Chance(_options.LampsApart);
        int[] lamps = isApart ? [.. _objects.Where(item => item.Class.Name == HouseGoal.Lamp).Select(item => item.Spot)] : [];
        for (var i = isPlaced ? 1 : 0; i < count; i++)
            if (!(isHidden && Put(target, receptacle => receptacle.HasDoor && receptacle.Class.Name != _goal.Place && !lamps.Contains(receptacle.Spot), canOverfill: false))
                && !(isApart && Put(target, receptacle => !lamps.Contains(receptacle.Spot), canOverfill: i < _goal.Count)))
                Put(target, receptacle => mayBeInPlace || receptacle.Class.Name != _goal.Place, canOverfill: i < _goal.Count);
    }

    int Amount(ObjectClass item)
    {
        var amount = item.In(_layout.Room)!;
        var isNear = NearNames.GetValueOrDefault(_goal.Wanted) == item.Name && _random.Chance(_options.NearNames);
        if (!isNear && !_random.Chance(amount.Percent / 100.0 * _options.Clutter))
            return 0;
        var count = _random.Between(amount.Least, amount.Most);
        return item.IsLoose ? count : Math.Max(1, (int)Math.Round(count * Math.Max(1, _options.Clutter), MidpointRounding.AwayFromZero));
    }

    void PutSome(ObjectClass item, int count)
    {
        for (var i = 0; i < count; i++)
            if (item.IsLoose)
                PutDown(item);
            else if (!Put(item, _ => true, canOverfill: item.Name == HouseGoal.Lamp && _goal.IsUnderLamp))
                return;
    }

    void PutDown(ObjectClass item)
    {
        var point = _map.NewPoint(0, 200);
        _objects.Add(new HouseObject(item, point, _map.NewSpot(point), []));
    }

    bool Put(ObjectClass item, Func<HouseReceptacle, bool> isAllowed, bool canOverfill)
    {
        if (Weigh(item, isAllowed) == 0 && !(canOverfill && Weigh(item, isAllowed, mostLoad: int.MaxValue) > 0))
            return false;
        var chosen = _random.Weighted(_weights);
        _loads[chosen]++;
        var receptacle = _layout.Receptacles[chosen];
        _objects.Add(new HouseObject(item, _map.NewPointOn(receptacle.Point), receptacle.Spot, [chosen]));
        return true;
    }

    // The sum of the weights, which stay in _weights.
    int Weigh(ObjectClass item, Func<HouseReceptacle, bool> isAllowed, int? mostLoad = null)
    {
        var sum = 0;
        for (var i = 0; i < _weights.Length; i++)
        {
            var receptacle = _layout.Receptacles[i];
            _weights[i] = _loads[i] < (mostLoad ?? receptacle.Class.Capacity) && item.Places.TryGetValue(receptacle.Class.Name, out var weight) && isAllowed(receptacle)
                ? WeightUnit * weight / _sameClass[i]
                : 0;
            sum += _weights[i];
        }

        return sum;
    }

    // Where an open receptacle stands at the place of another, what is on the one is sometimes on the other as well.
    void Double()
    {
        if (_options.DoubledObjects == 0)
            return;
        for (var i = 0; i < _objects.Count; i++)
            if (_objects[i] is { Receptacles: [var first] } item && item.Class.Name != _goal.Wanted && !item.Class.Has(ObjectTraits.Toggle) && IsOpenAt(first, item.Spot))
                for (var other = 0; other < _loads.Length; other++)
                    if (other != first && IsOpenAt(other, item.Spot) && item.Class.Places.ContainsKey(_layout.Receptacles[other].Class.Name) && _random.Chance(_options.DoubledObjects))
                    {
                        _objects[i] = item with { Receptacles = [first, other] };
                        break;
                    }
    }

    bool IsOpenAt(int receptacle, int spot) => _layout.Receptacles[receptacle] is { HasDoor: false } there && there.Spot == spot;

    static Dictionary<string, string> Pairs(params ReadOnlySpan<(string One, string Other)> pairs)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (one, other) in pairs)
            (names[one], names[other]) = (other, one);
        return names;
    }
}
