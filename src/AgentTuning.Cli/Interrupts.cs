using System.Runtime.InteropServices;

namespace AgentTuning.Cli;

/// <summary>Ctrl-C and SIGTERM: the first asks to finish what is under way, the second stops at once.</summary>
sealed class Interrupts : IDisposable
{
    readonly CancellationTokenSource _first = new();
    readonly CancellationTokenSource _second = new();
    readonly PosixSignalRegistration[] _registrations;

    public Interrupts() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
    ];

    /// <summary>Finish what is under way, keep it, and stop.</summary>
    public CancellationToken Drain => _first.Token;

    /// <summary>Stop now.</summary>
    public CancellationToken Stop => _second.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    void Handle(PosixSignalContext signal)
    {
        signal.Cancel = true;
        (_first.IsCancellationRequested ? _second : _first).Cancel();
    }
}
