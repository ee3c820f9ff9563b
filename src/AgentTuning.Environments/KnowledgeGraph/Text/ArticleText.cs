using System.Globalization;
using AgentTuning.Environments.KnowledgeGraph.Generation;

namespace AgentTuning.Environments.KnowledgeGraph.Text;

/// <summary>Short articles on things, as an encyclopedia has them.</summary>
sealed class ArticleText(World world, Random random)
{
    const int MostFacts = 6;

    /// <summary>An article, or null where nothing is known of what was drawn.</summary>
    public string? Write()
    {
        var type = random.Pick(world.Schema.Types);
        var entity = random.Pick(world.OfType(type.Name));
        var facts = Facts(entity).ToArray();
        random.Shuffle(facts);
        return facts.Length == 0 ? null : KnowledgePhrases.Prose.Write(
            random,
            "article",
            ("name", entity.Name!),
            ("a-one", Grammar.WithArticle(type.One)),
            ("facts", string.Join(' ', facts.Take(random.Next(2, MostFacts + 1)))));
    }

    IEnumerable<string> Facts(WorldEntity entity)
    {
        foreach (var relation in world.Schema.Relations)
        {
            if (relation.Domain == entity.Type)
                foreach (var value in world.Follow(entity.Number, relation.Name))
                    yield return Tell(relation, entity, world.Entities[value]);
            if (relation.Range == entity.Type)
                foreach (var subject in world.Follow(entity.Number, world.Schema.Inverses[relation.Name]))
                    yield return Tell(relation, world.Entities[subject], entity);
        }

        foreach (var attribute in world.Schema.Attributes.Where(attribute => attribute.Domain == entity.Type))
            if (world.Value(entity.Number, attribute.Name) is { } value)
                yield return PhraseBook.Fill(attribute.Tell, slot => slot == "s" ? entity.Name! : Printed(attribute.Kind, value));
        foreach (var mediator in world.Schema.Mediators)
            foreach (var role in mediator.Roles.Where(role => role.Type == entity.Type))
                foreach (var number in world.Follow(entity.Number, role.Inverse))
                    foreach (var fact in MediatorFacts(mediator, number))
                        yield return fact;
    }

    IEnumerable<string> MediatorFacts(MediatorType mediator, int number)
    {
        string Role(string name) => world.Entities[world.Follow(number, mediator.Role(name).Relation)[0]].Name!;
        string Slot(string slot) => slot[0] == 'a' && !mediator.Roles.Exists(role => role.Name == slot) ? Grammar.WithArticle(Role(slot[1..])) : Role(slot);

        yield return PhraseBook.Fill(mediator.Tell, Slot);
        foreach (var attribute in world.Schema.Attributes.Where(attribute => attribute.Domain == mediator.Name))
            if (world.Value(number, attribute.Name) is { } value)
                yield return PhraseBook.Fill(attribute.Tell, slot => slot == "v" ? Printed(attribute.Kind, value) : Slot(slot));
    }

    static string Tell(PlainRelation relation, WorldEntity subject, WorldEntity value) => PhraseBook.Fill(relation.Tell, slot => slot switch
    {
        "s" => subject.Name!,
        "ao" => Grammar.WithArticle(value.Name!),
        _ => value.Name!,
    });

    static string Printed(ValueKind kind, AttributeValue value) => kind switch
    {
        ValueKind.Date => DateOnly.FromDayNumber((int)value.Order).ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        ValueKind.Count => value.Order.ToString("N0", CultureInfo.InvariantCulture),
        _ => value.Text,
    };
}
