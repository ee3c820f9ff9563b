using System.Globalization;
using AgentTuning.Environments.KnowledgeGraph.Generation;

namespace AgentTuning.Environments.KnowledgeGraph.Text;

/// <summary>Paragraphs on what relations and attributes lead to.</summary>
sealed class WalkText(World world, Random random)
{
    const int MostListed = 12;
    const int MostRelations = 14;

    readonly QuestionSampler _sampler = new(world);
    readonly QuestionWording _wording = new(world, random);

    /// <summary>A paragraph, or null where the draw led nowhere.</summary>
    public string? Write() => random.Next(12) switch
    {
        < 3 => OneStep("relation"),
        < 6 => OneStep("choose"),
        6 or 10 or 11 => TwoSteps(),
        7 => Both(),
        8 => Attribute(),
        _ => OneStep("count"),
    };

    string? OneStep(string section)
    {
        if (Draw("hop(e)") is not { } hop)
            return null;
        var start = hop.Parts[0].Entity!;
        var program = new QuestionProgram(world, hop);
        if (program.Found.Count > MostListed || hop.Link!.Steps.Count > 1 || (section == "count" && program.Found.Count == 1))
            return null;
        var isOne = program.Found.Count == 1 && section != "count";
        var post = _wording.Post(hop, isOne);
        var relation = hop.Link!.Steps[0];
        return KnowledgePhrases.Prose.Write(
            random,
            section,
            ("r", relation),
            ("back", world.Schema.Inverses[relation]),
            ("name", start.Name!),
            ("a-one", Grammar.WithArticle(_wording.Noun(start.Type, isOne: true))),
            ("ones", _wording.Noun(start.Type, isOne: false)),
            ("many", _wording.Noun(hop.Type, isOne: false)),
            ("post", _wording.Post(hop, isOne: false)),
            ("found", $"{_wording.Noun(hop.Type, isOne)} {post}"),
            ("n", program.Found.Count.ToString(CultureInfo.InvariantCulture)),
            ("list", section == "choose" ? Relations(start, relation) : Names(program.Found)));
    }

    // Over a mediator, or from a thing over another to a third.
    string? TwoSteps()
    {
        var draw = random.Next(10);
        if (draw < 6)
            return draw < 4 ? OverMediator() : Joint();

        if (Draw("hop(hop(e))") is not { Link.Steps.Count: 1 } hop || hop.Parts[0].Link!.Steps.Count > 1)
            return null;
        return KnowledgePhrases.Prose.Write(
            random,
            "path",
            ("found", Found(hop)),
            ("first", hop.Parts[0].Link!.Steps[0]),
            ("second", hop.Link.Steps[0]),
            ("middles", _wording.Noun(hop.Parts[0].Type, isOne: false)),
            ("name", hop.Parts[0].Parts[0].Entity!.Name!));
    }

    string? OverMediator()
    {
        if (Draw("hop(e)") is not { Link: { Steps: [var first, var second] } } hop)
            return null;
        return KnowledgePhrases.Prose.Write(
            random,
            "path",
            ("found", Found(hop)),
            ("first", first),
            ("second", second),
            ("middles", Mediators(first)),
            ("name", hop.Parts[0].Entity!.Name!));
    }

    string? Joint()
    {
        if (Draw("joint(e,e)") is not { Joint: { } joint } found)
            return null;
        return KnowledgePhrases.Prose.Write(
            random,
            "joint",
            ("found", Found(found)),
            ("first", joint.First.Inverse),
            ("second", joint.Second.Inverse),
            ("exit", joint.Exit.Relation),
            ("middles", Mediators(joint.First.Inverse)),
            ("name", found.Parts[0].Entity!.Name!),
            ("other", found.Parts[1].Entity!.Name!));
    }

    string Mediators(string relation) => world.Schema.Mediators.First(mediator => mediator.Name == world.Schema.Ranges[relation]).Many;

    string? Both()
    {
        if (Draw("and(hop(e),hop(e))") is not { } both || both.Parts.Any(part => part.Link!.Steps.Count > 1))
            return null;
        return KnowledgePhrases.Prose.Write(
            random,
            "both",
            ("found", Found(both)),
            ("first", both.Parts[0].Link!.Steps[0]),
            ("second", both.Parts[1].Link!.Steps[0]),
            ("name", both.Parts[0].Parts[0].Entity!.Name!),
            ("other", both.Parts[1].Parts[0].Entity!.Name!));
    }

    string Attribute()
    {
        var type = random.Pick(world.Schema.Types.Where(type => AttributesOf(type.Name).Any()).ToList());
        var attributes = AttributesOf(type.Name).ToList();
        var best = new QuestionNode(NodeKind.Best, type.Name, []) { Attribute = random.Pick(attributes), IsMost = random.Chance(0.5) };
        return KnowledgePhrases.Prose.Write(
            random,
            random.Chance(0.5) ? "attribute" : "choose-attribute",
            ("r", best.Attribute.Name),
            ("one", type.One),
            ("many", type.Many),
            ("ones", type.Many),
            ("sup", _wording.Superlative(best)),
            ("extreme", best.IsMost ? "highest" : "lowest"),
            ("list", string.Join(", ", attributes.Select(attribute => attribute.Name).Order(StringComparer.Ordinal))));
    }

    IEnumerable<AttributeType> AttributesOf(string type) => world.Schema.Attributes.Where(attribute => attribute.Domain == type);

    QuestionNode? Draw(string shape)
    {
        if (_sampler.Draw(random, QuestionShape.Parse(shape)) is not { } question)
            return null;
        return QuestionRules.Admits(question, new QuestionProgram(world, question)) ? question : null;
    }

    string Found(QuestionNode node)
    {
        var one = new QuestionProgram(world, node).Found.Count == 1;
        return $"{_wording.Noun(node.Type, one)} {_wording.Post(node, one)}";
    }

    string Relations(WorldEntity entity, string relation)
    {
        var names = world.Schema.Inverses.Keys.Where(name => world.Follow(entity.Number, name).Count > 0).ToArray();
        random.Shuffle(names);
        return string.Join(", ", names.Take(random.Next(3, MostRelations)).Append(relation).Distinct().Order(StringComparer.Ordinal));
    }

    string Names(IEnumerable<int> found) => string.Join(", ", found.Select(number => world.Entities[number].Name));
}
