using AgentTuning.Trajectories;

namespace AgentTuning.Filtering;

/// <summary>Decides on its own about each trajectory whether a student may learn from it.</summary>
/// <remarks>The same trajectory always gets the same verdict. Safe for several callers at once.</remarks>
public interface ITrajectoryFilter
{
    /// <summary>The name in reports, such as <c>reward</c>.</summary>
    string Name { get; }

    /// <summary>The settings that decide, for the report: name and value.</summary>
    IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Keeps the trajectory or says why not.</summary>
    FilterVerdict Judge(Trajectory trajectory);
}
