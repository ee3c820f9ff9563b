using System.Text;

namespace AgentTuning.Cli.Play;

/// <summary>Writes everything twice.</summary>
/// <param name="first">Also says the encoding and the line ends.</param>
/// <param name="second">The other.</param>
sealed class TeeWriter(TextWriter first, TextWriter second) : TextWriter
{
    public override Encoding Encoding => first.Encoding;

    public override void Write(char value)
    {
        first.Write(value);
        second.Write(value);
    }

    public override void Write(string? value)
    {
        first.Write(value);
        second.Write(value);
    }

    public override async Task WriteAsync(string? value)
    {
        await first.WriteAsync(value);
        await second.WriteAsync(value);
    }

    public override Task WriteLineAsync(string? value) => WriteAsync(value + first.NewLine);

    public override void Flush() => first.Flush();

    public override Task FlushAsync() => first.FlushAsync();
}
