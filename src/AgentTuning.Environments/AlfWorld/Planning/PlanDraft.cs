namespace AgentTuning.Environments.AlfWorld.Planning;

/// <summary>A plan that grows by errands; each adds only the steps that are still needed.</summary>
sealed class PlanDraft(PlannedState state)
{
    readonly List<PlanStep> _steps = [];
    readonly HashSet<string> _opened = new(StringComparer.Ordinal);
    string? _spot = state.Spot;

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<PlanStep> Steps => _steps;

    /// <summary>Fetches an object from a receptacle that it is in.</summary>
    public PlanDraft Take(string item, PlannedReceptacle receptacle) => Reach(receptacle, mustBeOpen: true).Then(PlanStepKind.Take, receptacle, item);

    /// <summary>Puts the held object into a receptacle.</summary>
    public PlanDraft Put(string item, PlannedReceptacle receptacle) => Reach(receptacle, mustBeOpen: true).Then(PlanStepKind.Put, receptacle, item);

    /// <summary>Cleans, heats or cools the held object; no door needs to be open for that.</summary>
    public PlanDraft Change(string item, PlannedReceptacle device) => Reach(device, mustBeOpen: false).Then(PlanStepKind.Change, device, item);

    /// <summary>Turns a lamp on, or only goes to it.</summary>
    public PlanDraft Use(string lamp, PlannedReceptacle receptacle)
    {
        Reach(receptacle, mustBeOpen: false);
        return state.Has("istoggled", lamp) ? this : Then(PlanStepKind.Use, receptacle, lamp);
    }

    PlanDraft Reach(PlannedReceptacle receptacle, bool mustBeOpen)
    {
        if (_spot != receptacle.Spot)
            Then(PlanStepKind.Go, receptacle, null);
        _spot = receptacle.Spot;
        if (mustBeOpen && state.IsClosed(receptacle) && _opened.Add(receptacle.Id))
            Then(PlanStepKind.Open, receptacle, null);
        return this;
    }

    PlanDraft Then(PlanStepKind kind, PlannedReceptacle receptacle, string? item)
    {
        _steps.Add(new PlanStep(kind, receptacle, item));
        return this;
    }
}
