using AgentTuning.Files;

namespace AgentTuning.Trajectories;

/// <summary>Reads a trajectory from its line and checks what the shape alone does not say.</summary>
public static class TrajectoryLine
{
    /// <summary>The trajectory on a line.</summary>
    /// <exception cref="InvalidDataException">It is none; the message names file, line, field, the value found and the value wanted.</exception>
    public static Trajectory Read(JsonLine line)
    {
        var trajectory = line.Read(TrajectoryJson.Readable.Trajectory);
        if (trajectory.Reward is { } reward && !(reward is >= 0 and <= 1))
            throw new InvalidDataException(FormattableString.Invariant(
                $"{line.Place}: reward is {reward}, expected 0 to 1 or null. Was it written by another version?"));
        if (trajectory.Turns.IsDefault)
            throw new InvalidDataException($"{line.Place}: turns is null, expected a list.");
        if (trajectory.Attempt < 0)
            throw new InvalidDataException($"{line.Place}: attempt is {trajectory.Attempt}, expected 0 or more.");
        return trajectory;
    }
}
