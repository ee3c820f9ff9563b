namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>Puts earlier observations and actions before the current observation, as the original's <c>num_prev_obs</c> and <c>num_prev_actions</c> do.</summary>
/// <param name="observations">How many earlier observations.</param>
/// <param name="actions">How many actions, the current one included.</param>
public sealed class ObservationHistory(int observations, int actions)
{
    readonly List<string> _observations = [];
    readonly List<string> _actions = [];

    /// <summary>Forgets all, and keeps the first observation.</summary>
    public string Start(string observation)
    {
        _observations.Clear();
        _actions.Clear();
        _observations.Add(observation);
        return observation;
    }

    /// <summary>What is shown after an action: older parts first.</summary>
    public string Next(string action, string observation)
    {
        _actions.Add(action);
        var parts = new List<string> { observation };
        for (var back = 1; back <= Math.Max(observations, actions); back++)
        {
            if (back <= actions && back <= _actions.Count)
                parts.Add(_actions[^back]);
            if (back <= observations && back <= _observations.Count)
                parts.Add(_observations[^back]);
        }

        _observations.Add(observation);
        parts.Reverse();
        return string.Join(" [SEP] ", parts);
    }
}
