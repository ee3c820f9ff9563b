namespace AgentTuning.Environments.AlfWorld.Reference;

/// <summary>Words what the expert thinks. The benchmark asks for thoughts where they are needed and for actions elsewhere, so not every step has one.</summary>
/// <param name="errand">What is to be done.</param>
/// <param name="random">Draws wordings, and where to think.</param>
sealed class ExpertThoughts(Errand errand, Random random)
{
    /// <summary>The thought before the first step.</summary>
    public string Start(Decision decision, IEnumerable<KnownPlace> likely)
    {
        var kinds = likely.Select(place => place.Class).Distinct(StringComparer.Ordinal).Take(random.Next(2, 4)).ToList();
        var section = errand.Type switch
        {
            HouseholdTaskType.PickAndPlace => "start-put",
            HouseholdTaskType.PickTwoAndPlace => "start-two",
            HouseholdTaskType.LookInLight => "start-light",
            _ => $"start-{errand.Verb}",
        };
        return Write(section, decision, Joined(kinds));
    }

    /// <summary>The thought before a later step, or null for none.</summary>
    /// <param name="decision">The step.</param>
    /// <param name="didNothing">Whether the step before did nothing.</param>
    public string? Before(Decision decision, bool didNothing)
    {
        var thought = decision.Section is { } section && random.Chance(didNothing ? 0.9 : Frequency(section)) ? Write(section, decision, "") : null;
        return didNothing && random.Chance(0.8) ? $"{Write("nothing", decision, "")} {thought}".TrimEnd() : thought;
    }

    /// <summary>A thought of a section.</summary>
    public string Write(string section, Decision decision, string likely = "")
    {
        var kind = ThingName.ClassOf(decision.Place);
        return Capitalized(AlfWorldPhrases.Thoughts.Write(
            random,
            section,
            ("wanted", errand.Wanted),
            ("a-wanted", ThingName.WithArticle(errand.Wanted)),
            ("place", errand.Place),
            ("a-place", ThingName.WithArticle(errand.Place)),
            ("thing", decision.Thing),
            ("where", decision.Place),
            ("kind", kind),
            ("A-kind", Capitalized(ThingName.WithArticle(kind))),
            ("likely", likely),
            ("Likely", Capitalized(likely))));
    }

    static double Frequency(string section) => section switch
    {
        "search-on" => 0.2,
        "search-else" or "to-place" or "return" => 0.5,
        "at-clean" or "at-heat" or "at-cool" or "put" or "use-lamp" => 0.15,
        _ => 0.65,
    };

    static string Joined(List<string> kinds) => kinds.Count < 2 ? string.Concat(kinds) : $"{string.Join(", ", kinds[..^1])} or {kinds[^1]}";

    // A receptacle's name may begin a sentence.
    static string Capitalized(string text) => text.Length > 0 ? $"{char.ToUpperInvariant(text[0])}{text[1..]}" : text;
}
