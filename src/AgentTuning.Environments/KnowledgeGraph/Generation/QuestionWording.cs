namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>Puts a question into words.</summary>
/// <param name="world">Has the things and their types.</param>
/// <param name="random">Chooses among wordings.</param>
sealed class QuestionWording(World world, Random random)
{
    const string People = "people.person";

    /// <summary>The whole question.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="isOne">True where one thing is found.</param>
    public string Write(QuestionNode question, bool isOne)
    {
        var text = question.Kind switch
        {
            NodeKind.Count => Ask("count", question.Parts[0], isOne: false, ""),
            NodeKind.Best => Ask("superlative", question.Parts[0], isOne: false, Superlative(question)),
            _ => Ask($"{(question.Type == People ? "person" : "set")}-{(isOne ? "one" : "many")}", question, isOne, ""),
        };
        return random.Next(3) switch
        {
            0 => char.ToLowerInvariant(text[0]) + text[1..].TrimEnd('?', '.'),
            1 => char.ToLowerInvariant(text[0]) + text[1..],
            _ => text,
        };
    }

    string Ask(string section, QuestionNode asked, bool isOne, string superlative)
    {
        var bare = $"{Noun(asked.Type, isOne)} {Post(asked, isOne)}";
        return KnowledgePhrases.Questions.Write(random, section, ("bare", bare), ("sup", superlative));
    }

    /// <summary>What is said of the extreme one.</summary>
    public string Superlative(QuestionNode node) =>
        PhraseBook.Fill(random.Pick(node.IsMost ? node.Attribute!.Most : node.Attribute!.Least), slot => Grammar.Agree(slot, isOne: true));

    /// <summary>The noun of a type.</summary>
    public string Noun(string type, bool isOne)
    {
        var words = world.Schema.Type(type);
        return isOne ? words.One : words.Many;
    }

    /// <summary>What follows the noun: <c>born in cities located in X</c>.</summary>
    public string Post(QuestionNode node, bool isOne) => node.Kind switch
    {
        NodeKind.Joint => PhraseBook.Fill(node.Joint!.Post, slot => slot switch
        {
            "a" => node.Parts[0].Entity!.Name!,
            "b" => node.Parts[1].Entity!.Name!,
            "ab" => Grammar.WithArticle(node.Parts[1].Entity!.Name!),
            _ => Grammar.Agree(slot, isOne),
        }),
        NodeKind.And => Both(node, isOne),
        _ => Hop(node, isOne),
    };

    string Hop(QuestionNode node, bool isOne)
    {
        var inner = node.Parts[0];
        var isNamed = inner.Kind == NodeKind.Entity;
        var (text, isInnerOne) = Mention(inner);
        var posts = node.Link!.Posts.Where(post => isNamed || !post.StartsWith('!')).ToList();
        return PhraseBook.Fill(random.Pick(posts).TrimStart('!'), slot => slot switch
        {
            "x" => text,
            "ax" => Grammar.WithArticle(text),
            _ when slot.EndsWith(":x", StringComparison.Ordinal) => Grammar.Agree(slot[..^2], isInnerOne),
            _ => Grammar.Agree(slot, isOne),
        });
    }

    string Both(QuestionNode node, bool isOne)
    {
        var conditions = Conditions(node).OrderBy(Depth).ToList();
        var text = Post(conditions[0], isOne);
        for (var i = 1; i < conditions.Count; i++)
            text += (Depth(conditions[i - 1]) > 1 ? ", and also " : " and ") + Post(conditions[i], isOne);
        return text;
    }

    static IEnumerable<QuestionNode> Conditions(QuestionNode node) => node.Kind == NodeKind.And ? node.Parts.SelectMany(Conditions) : [node];

    static int Depth(QuestionNode node) => node.Kind == NodeKind.Entity ? 0 : 1 + node.Parts.Max(Depth);

    (string Text, bool IsOne) Mention(QuestionNode node)
    {
        switch (node.Kind)
        {
            case NodeKind.Entity:
                return (node.Entity!.Name!, true);
            case NodeKind.Best:
                var candidates = node.Parts[0];
                var (bare, superlative) = ($"{Noun(candidates.Type, isOne: false)} {Post(candidates, isOne: false)}", Superlative(node));
                return (KnowledgePhrases.Questions.Write(
                    random, "inner-superlative", ("one", Noun(candidates.Type, isOne: true)), ("bare", bare), ("sup", superlative)), true);
            default:
                var isOne = new QuestionProgram(world, node).Found.Count == 1;
                return ($"{(isOne ? "the " : "")}{Noun(node.Type, isOne)} {Post(node, isOne)}", isOne);
        }
    }
}
