using System.Text;
using System.Threading.Channels;
using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Environments.Tests.OperatingSystem.Shell;

/// <summary>A terminal that prints a greeting, and to each thing typed what a test says.</summary>
sealed class ScriptedTerminal : ISandboxTerminal
{
    readonly Channel<byte[]> _printed = Channel.CreateUnbounded<byte[]>();
    readonly Func<string, IEnumerable<string>> _react;

    public ScriptedTerminal(string greeting, Func<string, IEnumerable<string>> react)
    {
        _react = react;
        Print(greeting);
    }

    public List<string> Typed { get; } = [];

    public bool HasEnded { get; private set; }

    public void Print(string text) => _printed.Writer.TryWrite(Encoding.Latin1.GetBytes(text));

    public void End()
    {
        HasEnded = true;
        _printed.Writer.TryComplete();
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (HasEnded)
            throw new SandboxException("The program has ended.");
        var typed = Encoding.UTF8.GetString(bytes.Span);
        Typed.Add(typed);
        foreach (var chunk in _react(typed))
            Print(chunk);
        return ValueTask.CompletedTask;
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (await _printed.Reader.WaitToReadAsync(cancellationToken))
            if (_printed.Reader.TryRead(out var chunk))
            {
                chunk.CopyTo(buffer);
                return chunk.Length;
            }

        return 0;
    }

    public ValueTask DisposeAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }
}
