using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Map;

namespace AgentTuning.Environments.Tests.AlfWorld.Transcripts;

/// <summary>What a transcript tells of the house that it was played in: what stood where before anything was touched.</summary>
sealed class SceneClues
{
    // What can only be done where one is. Whatever else names a place may have been a walk there, chosen for an action that was impossible.
    static readonly string[] HandsOn = ["You open ", "You close ", "You pick up ", "You put "];

    readonly Dictionary<string, HashSet<string>> _now = new(StringComparer.Ordinal);
    readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    string? _here;

    public SceneClues(Transcript transcript)
    {
        Note("", transcript.Opening);
        foreach (var (reply, observation) in transcript.Turns)
            Note(HouseholdReply.Parse(reply).Action, observation ?? "");
    }

    public List<string> Receptacles { get; } = [];

    public SortedSet<string> Objects { get; } = new(StringComparer.Ordinal);

    public HashSet<(string Object, string Receptacle)> Contents { get; } = [];

    public HashSet<string> Doors { get; } = new(StringComparer.Ordinal);

    public HashSet<string> OpenDoors { get; } = new(StringComparer.Ordinal);

    /// <summary>The receptacle whose place another one shares; itself where it stands alone.</summary>
    public string PlaceOf(string receptacle) => _places.TryGetValue(receptacle, out var other) && other != receptacle ? PlaceOf(other) : receptacle;

    void Note(string action, string observation)
    {
        var sightings = SightingReader.Read(observation);
        foreach (var sighting in sightings)
            Note(sighting, action, observation);

        // Where one cannot go to a receptacle, it is at hand already.
        const string going = "go to ";
        var named = sightings.Select(NameOf).FirstOrDefault(name => name is not null);
        if (action.StartsWith(going, StringComparison.Ordinal) && action[going.Length..] is var wanted && Receptacles.Contains(wanted) && named != wanted && _here is not null)
            Share(wanted, _here);
        if (named is not null && _here is not null && HandsOn.Any(verb => observation.StartsWith(verb, StringComparison.Ordinal)))
            Share(named, _here);
        if (named is not null)
            _here = named;
    }

    void Note(HouseholdSighting sighting, string action, string observation)
    {
        switch (sighting)
        {
            case HouseholdSighting.Room room:
                Receptacles.AddRange(room.Receptacles.Where(name => !Receptacles.Contains(name)));
                break;
            case HouseholdSighting.Facing facing:
                foreach (var name in facing.Receptacles.Skip(1))
                    Share(name, facing.Receptacles[0]);
                _here = facing.Receptacles[0];
                break;
            case HouseholdSighting.Closed closed:
                Doors.Add(closed.Receptacle);
                break;
            case HouseholdSighting.Contents contents:
                if (contents.IsInside && Doors.Add(contents.Receptacle) && !observation.StartsWith("You open ", StringComparison.Ordinal))
                    OpenDoors.Add(contents.Receptacle);
                NoteContents(contents);
                break;
            case HouseholdSighting.Taken taken:
                if (_touched.Add(taken.Thing))
                    Contents.Add((taken.Thing, taken.Receptacle));
                NowIn(taken.Receptacle).Remove(taken.Thing);
                Objects.Add(taken.Thing);
                break;
            case HouseholdSighting.Put put:
                NowIn(put.Receptacle).Add(put.Thing);
                break;
            default:
                if (action.StartsWith("use ", StringComparison.Ordinal))
                    Objects.Add(action["use ".Length..]);
                break;
        }
    }

    void NoteContents(HouseholdSighting.Contents contents)
    {
        foreach (var name in contents.Objects)
        {
            Objects.Add(name);
            if (NowIn(contents.Receptacle).Add(name) && !_touched.Contains(name))
                Contents.Add((name, contents.Receptacle));
        }
    }

    HashSet<string> NowIn(string receptacle) => _now.TryGetValue(receptacle, out var objects) ? objects : _now[receptacle] = new(StringComparer.Ordinal);

    void Share(string receptacle, string other)
    {
        if (PlaceOf(receptacle) != PlaceOf(other))
            _places[PlaceOf(receptacle)] = PlaceOf(other);
    }

    static string? NameOf(HouseholdSighting sighting) => sighting switch
    {
        HouseholdSighting.Contents contents => contents.Receptacle,
        HouseholdSighting.Closed closed => closed.Receptacle,
        HouseholdSighting.Taken taken => taken.Receptacle,
        HouseholdSighting.Put put => put.Receptacle,
        _ => null,
    };
}
