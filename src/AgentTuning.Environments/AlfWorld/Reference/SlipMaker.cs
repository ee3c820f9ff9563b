namespace AgentTuning.Environments.AlfWorld.Reference;

/// <summary>Makes the one mistake of an episode where it fits.</summary>
/// <param name="slip">The mistake.</param>
/// <param name="random">Draws where.</param>
sealed class SlipMaker(AgentSlip slip, Random random)
{
    AgentSlip _slip = slip;
    int _steps;

    /// <summary>The mistake instead of a decision, or null.</summary>
    public (Decision Decision, string Section, bool HasMark)? Next(HouseholdExpert expert, Decision decision)
    {
        _steps++;
        if (_slip == AgentSlip.None || _steps == 1)
            return null;
        var made = Make(expert, decision);
        if (made is not null && _slip != AgentSlip.Stuck)
            _slip = AgentSlip.None;
        return made;
    }

    (Decision Decision, string Section, bool HasMark)? Make(HouseholdExpert expert, Decision decision)
    {
        var memory = expert.Memory;
        var verb = decision.Command.Split(' ')[0];
        switch (_slip)
        {
            case AgentSlip.Detour when verb == "go" && memory.Held is null:
                var unlikely = expert.Unexplored(expert.Errand.Wanted).LastOrDefault(place => place.Name != decision.Place && !memory.IsAt(place));
                return unlikely is null ? null : (new Decision($"go to {unlikely.Name}", Place: unlikely.Name), "slip-detour", true);
            case AgentSlip.WrongThing when memory is { Held: null, Here: { IsAccessible: true } here }:
                var other = here.Things.FirstOrDefault(thing => ThingName.ClassOf(thing) != expert.Errand.Wanted && !thing.Contains("lamp", StringComparison.Ordinal) && Likelihood.IsMovable(ThingName.ClassOf(thing)));
                return other is null ? null : (new Decision($"take {other} from {here.Name}", Place: here.Name, Thing: other), "slip-thing", true);
            case AgentSlip.UnknownWords when verb == "take":
                return (decision with { Command = random.Chance(0.5) ? $"grab {decision.Thing}" : $"pick up {ThingName.ClassOf(decision.Thing)}" }, "slip-words", true);
            case AgentSlip.NoMark when verb == "go":
                return (decision, "slip-mark", false);
            case AgentSlip.TooEarly when verb == "go" && memory.Held is { } held && decision.Section is ("to-clean" or "to-heat" or "to-cool"):
                return (new Decision($"{expert.Errand.Verb} {held} with {decision.Place}", Place: decision.Place, Thing: held), "slip-early", true);
            case AgentSlip.Stuck when _steps > 3:
                return (new Decision("look"), "slip-stuck", true);
            default:
                return null;
        }
    }
}
