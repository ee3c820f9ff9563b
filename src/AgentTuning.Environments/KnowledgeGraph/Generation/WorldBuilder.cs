using AgentTuning.Tasks;

namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>Makes the things of a world and ties them as the schema says.</summary>
sealed class WorldBuilder
{
    const string Letters = "0123456789bcdfghjklmnpqrstvwxyz_";
    const int IdBits = 35;
    const int SeedBits = 12;
    const double ShareWithValue = 0.97;
    const int LeastOfType = 3;

    readonly TaskSplit _split;
    readonly int _seed;
    readonly WorldOptions _options;
    readonly Random _random;
    readonly EntityNames _names;
    readonly World _world = new(WorldSchema.Default);

    public WorldBuilder(TaskSplit split, int seed, WorldOptions options)
    {
        (_split, _seed, _options) = (split, seed, options);
        _random = RandomDraws.Seeded(seed, 17 + (int)split, options.People);
        _names = new EntityNames(split, _random);
    }

    public World Build()
    {
        foreach (var type in _world.Schema.Types)
            foreach (var name in Names(type))
                _world.Add(Id(), name, type.Name);
        foreach (var relation in _world.Schema.Relations)
            TieAll(relation);
        foreach (var mediator in _world.Schema.Mediators)
            AddMediators(mediator);
        foreach (var attribute in _world.Schema.Attributes)
            foreach (var entity in _world.OfType(attribute.Domain))
                if (_random.Chance(ShareWithValue))
                    _world.SetValue(entity, attribute.Name, AttributeValue.Draw(_random, attribute));
        return _world;
    }

    IEnumerable<string> Names(EntityType type)
    {
        if (type.PerHundred is not { } share)
            return WorldWords.OfList(_world.Schema.Lists[type.Name], _split).Where(_names.TryTake);
        return Enumerable.Range(0, Math.Max(LeastOfType, _options.People * share / 100)).Select(_ => _names.Create(type.Patterns));
    }

    void TieAll(PlainRelation relation)
    {
        var values = _world.OfType(relation.Range);
        foreach (var subject in _world.OfType(relation.Domain))
        {
            for (var left = _random.Next(relation.Low, relation.High + 1); left > 0; left--)
                if (Pick(values) is var value && value != subject && IsSensible(subject, relation, value))
                    _world.Tie(subject, relation.Name, value);
        }
    }

    // Nobody is a child of a child, no company belongs to its subsidiary, and no city is the capital of two countries.
    bool IsSensible(WorldEntity subject, PlainRelation relation, WorldEntity value) => relation switch
    {
        { High: 1 } when relation.Name == "location.country.capital" => _world.Follow(value.Number, "location.city.capital_of").Count == 0,
        _ when relation.Domain == relation.Range => value.Number > subject.Number && _world.Follow(value.Number, _world.Schema.Inverses[relation.Name]).Count < 2,
        _ => true,
    };

    void AddMediators(MediatorType type)
    {
        foreach (var first in _world.OfType(type.Roles[0].Type))
        {
            for (var left = _random.Next(type.Low, type.High + 1); left > 0; left--)
            {
                var mediator = _world.Add(Id(), null, type.Name);
                _world.Tie(mediator, type.Roles[0].Relation, first);
                foreach (var role in type.Roles.Skip(1))
                    _world.Tie(mediator, role.Relation, Pick(_world.OfType(role.Type)));
            }
        }
    }

    // The first of a type are the more popular ones.
    WorldEntity Pick(IReadOnlyList<WorldEntity> entities) => entities[(int)(entities.Count * Math.Pow(_random.NextDouble(), 1.6))];

    // A number whose lowest bits are the split's, scattered without collisions, so that splits share no id.
    string Id()
    {
        const ulong Mask = (1ul << IdBits) - 1;
        var seedBits = RandomDraws.Mix((ulong)(uint)_seed) & ((1ul << SeedBits) - 1);
        var number = ((((seedBits << (IdBits - SeedBits - 2)) | (uint)_world.EntityCount) << 2) | (uint)_split) & Mask;
        number = unchecked(number * 0x5DEECE66Dul) & Mask; // odd, so that different numbers stay different
        number ^= number >> 17;
        Span<char> letters = stackalloc char[IdBits / 5];
        for (var i = letters.Length - 1; i >= 0; i--, number >>= 5)
            letters[i] = Letters[(int)(number & 31)];
        return $"m.0{letters}";
    }
}
