using System.Text;
using AgentTuning.Conversations;
using AgentTuning.Files;
using AgentTuning.Trajectories;

namespace AgentTuning.Tests.Files;

public sealed class JsonLinesTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Lines_keep_their_bytes_and_their_numbers_and_blank_ones_are_passed_over()
    {
        var path = _folder.Write("x.jsonl", "\uFEFF{\"a\": 1}\r\n\n  {\"b\":\"é\"}  \n");

        var lines = await JsonLines.ReadAsync(path, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["{\"a\": 1}", "  {\"b\":\"é\"}  "], lines.Select(line => Encoding.UTF8.GetString(line.Bytes.Span)));
        Assert.Equal(["x.jsonl line 1", "x.jsonl line 3"], lines.Select(line => line.Place));
        Assert.All(lines, line => Assert.False(line.IsTorn));
    }

    [Fact]
    public async Task A_line_longer_than_the_buffer_is_read_whole()
    {
        var path = _folder.Write("x.jsonl", $"\"{new string('a', 300_000)}\"\n\"b\"");

        var lines = await JsonLines.ReadAsync(path, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([300_002, 3], lines.Select(line => line.Bytes.Length));
        Assert.Equal([false, true], lines.Select(line => line.IsTorn));
    }

    [Theory]
    [InlineData("""{"id":1,"turns":[]}""", "x.jsonl line 1: id is 1, expected a text.")]
    [InlineData("""{"id":"a"}""", "x.jsonl line 1: the record lacks 'turns'.")]
    [InlineData("""{"id":null,"turns":[]}""", "x.jsonl line 1: id is null, expected a text.")]
    [InlineData("""[]""", "x.jsonl line 1: the record is [], expected an object.")]
    [InlineData("""{"id":"a","turns":"none"}""", "x.jsonl line 1: turns is \"none\", expected a list.")]
    [InlineData("""{"id":"a","turns":[{"role":"user","text":"x"},{"role":"robot","text":"x"}]}""", "x.jsonl line 1: turns[1].role is \"robot\", expected one of system, user, assistant, tool.")]
    [InlineData("""{"id":"a","turns":[{"role":"user"}]}""", "x.jsonl line 1: turns[0] lacks 'text'.")]
    [InlineData("""{"id":"a","turns":[{"role":"user","text":"x","loss":"yes"}]}""", "x.jsonl line 1: turns[0].loss is \"yes\", expected true or false or null.")]
    [InlineData("""{"id":"a" "turns":[]}""", "x.jsonl line 1: not JSON at byte 10: '\"' is invalid after a value. Expected either ',', '}', or ']'. Found '{\"id\":\"a\" \"turns\":[]}'.")]
    [InlineData("""null""", "x.jsonl line 1: the line is null, expected an object.")]
    public async Task A_line_that_is_no_such_record_is_named_with_the_value_found_and_the_value_wanted(string line, string message)
    {
        var path = _folder.Write("x.jsonl", line + "\n");
        var read = await JsonLines.ReadAsync(path, TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);

        var exception = Assert.Throws<InvalidDataException>(() => read.Read(TrajectoryJson.Readable.Conversation));

        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public async Task A_last_line_that_was_cut_short_is_named_with_the_way_out()
    {
        var path = _folder.Write("x.jsonl", """{"id":"a","tur""");
        var read = await JsonLines.ReadAsync(path, TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);

        var exception = Assert.Throws<InvalidDataException>(() => read.Read(TrajectoryJson.Readable.Conversation));

        Assert.StartsWith("x.jsonl line 1: not JSON at byte 14: ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Run the command that writes this file again; it repairs the line.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_record_without_a_line_end_is_read()
    {
        var path = _folder.Write("x.jsonl", """{"id":"a","turns":[]}""");
        var read = await JsonLines.ReadAsync(path, TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);

        Assert.Equal("a", read.Read<Conversation>(TrajectoryJson.Readable.Conversation).Id);
    }

    public void Dispose() => _folder.Dispose();
}
