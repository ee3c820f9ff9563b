using System.Text.RegularExpressions;
using AgentTuning.Environments.AlfWorld;

namespace AgentTuning.Environments.Tests.AlfWorld.Transcripts;

/// <summary>The goal that a transcript reached, told from what was done: every published game ends where it is won.</summary>
static partial class TranscriptGoal
{
    public static string Of(Transcript transcript)
    {
        string[] actions = [.. transcript.Turns.Select(turn => HouseholdReply.Parse(turn.Reply).Action)];
        if (actions.Select(action => Use().Match(action)).FirstOrDefault(use => use.Success) is { } lamp)
        {
            var held = Take().Match(actions.Last(action => Take().IsMatch(action)));
            return $"(and (exists (?ot - object ?r - receptacle ?a - agent ?l - location) (and (objectType ?ot {lamp.Groups[1].Value}type) (toggleable ?ot) (isToggled ?ot) (receptacleAtLocation ?r ?l) (atLocation ?a ?l) (inReceptacle ?ot ?r))) (exists (?o - object ?a - agent) (and (objectType ?o {held.Groups[1].Value}type) (holds ?a ?o))))";
        }

        var put = Put().Match(actions[^1]);
        var (thing, place) = (put.Groups[1].Value, put.Groups[2].Value);
        var isIn = $"(objectType ?o {thing}type) (receptacleType ?r {place}type) (inReceptacle ?o ?r)";
        if (actions.Select(action => Put().Match(action)).Count(other => other.Success && other.Groups[1].Value == thing && other.Groups[2].Value == place) >= 2)
            return $"(and (exists (?r - receptacle) (exists (?o - object) (and {isIn} (exists (?o2 - object) (and (not (= ?o ?o2)) (objectType ?o2 {thing}type) (inReceptacle ?o2 ?r)))))))";
        var change = actions.Select(action => Treat().Match(action)).LastOrDefault(treat => treat.Success)?.Groups[1].Value;
        var state = change switch
        {
            "clean" => " (isClean ?o)",
            "heat" => " (isHot ?o)",
            "cool" => " (isCool ?o)",
            _ => "",
        };
        return $"(and (exists (?r - receptacle) (exists (?o - object) (and {isIn}{state}))))";
    }

    [GeneratedRegex(@"^use ([a-z]+) \d+$")]
    private static partial Regex Use();

    [GeneratedRegex(@"^take ([a-z]+) \d+ from")]
    private static partial Regex Take();

    [GeneratedRegex(@"^put ([a-z]+) \d+ in/on ([a-z]+) \d+$")]
    private static partial Regex Put();

    [GeneratedRegex("^(clean|heat|cool) ")]
    private static partial Regex Treat();
}
