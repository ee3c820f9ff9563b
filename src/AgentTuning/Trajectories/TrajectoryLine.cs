using AgentTuning.Files;

namespace AgentTuning.Trajectories;

/// <summary>Reads a trajectory from its line and checks what the shape alone does not say.</summary>
public static class TrajectoryLine
{
    /// <summary>The trajectory on a line.</summary>
    /// <exception cref="InvalidDataException">It is none; the message names file, line, field, the value found and the value wanted.</exception>
    public static Trajectory Read(JsonLine line) => Check(line.Read(TrajectoryJson.Readable.Trajectory), line.Place);

    /// <summary>The same trajectory, when its values are sound.</summary>
    /// <param name="trajectory">As read.</param>
    /// <param name="place">Where it was read, for the message.</param>
    /// <exception cref="InvalidDataException">A value is not sound.</exception>
    public static Trajectory Check(Trajectory trajectory, string place)
    {
        if (trajectory.Reward is { } reward && !(reward is >= 0 and <= 1))
            throw new InvalidDataException(FormattableString.Invariant(
                $"{place}: reward is {reward}, expected 0 to 1 or null. Was it written by another version?"));
        if (trajectory.Turns.IsDefault)
            throw new InvalidDataException($"{place}: turns is null, expected a list.");
        return trajectory.Attempt >= 0
            ? trajectory
            : throw new InvalidDataException($"{place}: attempt is {trajectory.Attempt}, expected 0 or more.");
    }
}
