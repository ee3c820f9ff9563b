using AgentTuning.Conversations;
using AgentTuning.Tasks;

namespace AgentTuning.Environments;

/// <summary>The world of one episode.</summary>
/// <remarks>
/// One caller at a time. <see cref="ResetAsync"/> comes first, then <see cref="StepAsync"/> until it says that the episode is over or the
/// caller stops, then <see cref="GradeAsync"/> once. Disposing releases everything the episode took, whatever happened before.
/// The agent's mistakes are observations and endings; an exception means that the environment itself is broken.
/// </remarks>
public interface IEnvironment : IAsyncDisposable
{
    /// <summary>Sets the problem and says what the agent sees first.</summary>
    /// <exception cref="EnvironmentException">The world cannot be set up.</exception>
    Task<Observation> ResetAsync(AgentTask task, CancellationToken cancellationToken);

    /// <summary>Takes the agent's reply and says what comes of it.</summary>
    /// <exception cref="EnvironmentException">The world broke.</exception>
    Task<StepResult> StepAsync(Turn reply, CancellationToken cancellationToken);

    /// <summary>Grades the episode as it stands, finished or cut short.</summary>
    /// <exception cref="EnvironmentException">The state cannot be read.</exception>
    Task<Grade> GradeAsync(CancellationToken cancellationToken);
}
