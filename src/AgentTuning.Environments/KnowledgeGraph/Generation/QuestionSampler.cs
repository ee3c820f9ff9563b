namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>Draws questions of a shape backwards from something that they find.</summary>
sealed class QuestionSampler(World world)
{
    const int MostDraws = 4;

    readonly Dictionary<string, List<Link>> _linksTo = world.Schema.Links.GroupBy(link => link.Range).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
    readonly List<string> _types = [.. world.Schema.Links.Select(link => link.Range)]; // a type as often as links lead to it

    /// <summary>A question of a shape, or null where this draw led nowhere.</summary>
    public QuestionNode? Draw(Random random, QuestionShape shape)
    {
        if (shape.Kind == NodeKind.Count)
            return Draw(random, shape.Parts[0]) is { } counted ? new QuestionNode(NodeKind.Count, "type.int", [counted]) : null;
        var type = shape.Kind == NodeKind.Joint ? random.Pick(world.Schema.Joints).Exit.Type : random.Pick(_types);
        var targets = world.OfType(type);
        return targets.Count == 0 ? null : Draw(random, shape, random.Pick(targets));
    }

    QuestionNode? Draw(Random random, QuestionShape shape, WorldEntity target) => shape.Kind switch
    {
        NodeKind.Entity => target.Name is null ? null : new QuestionNode(NodeKind.Entity, target.Type, []) { Entity = target },
        NodeKind.Hop => Hop(random, shape.Parts[0], target),
        NodeKind.Joint => Joint(random, target),
        NodeKind.And => And(random, shape, target),
        _ => Best(random, shape.Parts[0], target),
    };

    QuestionNode? Hop(Random random, QuestionShape inner, WorldEntity target)
    {
        if (!_linksTo.TryGetValue(target.Type, out var links))
            return null;
        for (var draw = 0; draw < MostDraws; draw++)
        {
            var link = random.Pick(links);
            var sources = link.Steps.Reverse().Aggregate(
                (IReadOnlyCollection<int>)[target.Number], (found, step) => world.Follow(found, world.Schema.Inverses[step]));
            if (sources.Count == 0)
                continue;
            var source = world.Entities[sources.ElementAt(random.Next(sources.Count))];
            if (Draw(random, inner, source) is { } part)
                return new QuestionNode(NodeKind.Hop, link.Range, [part]) { Link = link };
        }

        return null;
    }

    QuestionNode? Joint(Random random, WorldEntity target)
    {
        var joints = world.Schema.Joints.Where(joint => joint.Exit.Type == target.Type).ToList();
        if (joints.Count == 0)
            return null;
        var link = random.Pick(joints);
        var mediators = world.Follow(target.Number, link.Exit.Inverse);
        if (mediators.Count == 0)
            return null;
        var mediator = mediators[random.Next(mediators.Count)];
        var parts = ((MediatorRole[])[link.First, link.Second])
            .Select(role => world.Entities[world.Follow(mediator, role.Relation)[0]])
            .Select(entity => new QuestionNode(NodeKind.Entity, entity.Type, []) { Entity = entity });
        return new QuestionNode(NodeKind.Joint, target.Type, [.. parts]) { Joint = link };
    }

    QuestionNode? And(Random random, QuestionShape shape, WorldEntity target)
    {
        var (first, second) = (Draw(random, shape.Parts[0], target), Draw(random, shape.Parts[1], target));
        return first is null || second is null ? null : new QuestionNode(NodeKind.And, target.Type, [first, second]);
    }

    QuestionNode? Best(Random random, QuestionShape inner, WorldEntity target)
    {
        var attributes = world.Schema.Attributes.Where(attribute => attribute.Domain == target.Type).ToList();
        if (attributes.Count == 0 || Draw(random, inner, target) is not { } part)
            return null;
        return new QuestionNode(NodeKind.Best, target.Type, [part]) { Attribute = random.Pick(attributes), IsMost = random.Chance(0.5) };
    }
}
