using AgentTuning.Environments.OperatingSystem;
using AgentTuning.Environments.OperatingSystem.Official;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.OperatingSystem.Official;

public sealed class AgentBenchOperatingSystemTasksTests : IDisposable
{
    const string Plain = """{"description":"d","evaluation":{"match":"1"}}""";

    readonly FolderOfProblems _folder = new();

    [Fact]
    public async Task Every_shape_of_a_problem_is_read()
    {
        _folder.Write("scripts/4/init/mk.sh", "touch /srv/a");
        _folder.Write("scripts/4/check/integer-match.py", "exit(0)");
        var file = _folder.Write("data/4/N11.json", """
            [{"description":"How many?","create":{"local":"packages","image":"local-os/ubuntu","init":[{"file":"init/mk.sh"},"cd /",{"language":"python","code":"print(1)"}]},
              "start":"cd /srv","evaluation":{"check":[null,{"language":"python","file":"check/integer-match.py"}],"example":{"code":"ls"}},"labels":["file","log"]},
             {"description":"d","create":[null,{"file":"nowhere"}],"evaluation":{"check":{"language":"c++","code":"int main() {}"}},"example":"pwd"},
             {"description":"d","create":{"init":null},"start":null,"evaluation":{"match":{"regex":"^7$","strip":false},"check":"not read"}},
             {"description":"d","evaluation":{"match":{"answer":" x "}}}]
            """);

        var tasks = await ReadAsync(file);

        Assert.Equal(["os/data/4/N11.json/0", "os/data/4/N11.json/1", "os/data/4/N11.json/2", "os/data/4/N11.json/3"], tasks.Select(pair => pair.Task.Id));
        Assert.Equal("4", tasks[0].Task.Category);
        Assert.Equal(4, tasks.Select(pair => pair.Task.Seed).Distinct().Count());
        var first = tasks[0].Read;
        Assert.Equal(("ubuntu", "packages", "cd /srv", "ls"), (first.Image, first.LocalImage, first.Start!.Code, first.Example!.Code));
        Assert.Equal([TaskScript.Bash("touch /srv/a"), TaskScript.Bash("cd /"), TaskScript.Python("print(1)")], first.Init);
        Assert.Equal([null, TaskScript.Python("exit(0)")], first.Checks);
        Assert.Equal(["file", "log"], first.Labels);
        Assert.Equal(("default", ScriptLanguage.Cpp, "pwd"), (tasks[1].Read.Image, tasks[1].Read.Checks.Single()!.Language, tasks[1].Read.Example!.Code));
        Assert.Equal(new AnswerMatch(Regex: "^7$", Strip: false), tasks[2].Read.Match);
        Assert.Empty(tasks[2].Read.Checks);
        Assert.Equal(new AnswerMatch(" x "), tasks[3].Read.Match);
    }

    [Fact]
    public async Task A_file_may_hold_one_problem_or_one_a_line()
    {
        var one = _folder.Write("one.json", "\uFEFF" + Plain);
        var lines = _folder.Write("lines.jsonl", $"{Plain}\n{Plain}\n");

        Assert.Equal(["os/one.json/0"], (await ReadAsync(one)).Select(pair => pair.Task.Id));
        Assert.Equal(["os/lines.jsonl/0", "os/lines.jsonl/1"], (await ReadAsync(lines)).Select(pair => pair.Task.Id));
        Assert.Equal(3, (await ReadAsync(_folder.Root)).Count);
    }

    [Fact]
    public async Task A_whole_folder_gives_the_part_of_the_split()
    {
        _folder.Write("scripts/dev/a.sh", "dev");
        _folder.Write("scripts/2/a.sh", "two");
        _folder.Write("scripts/10/a.sh", "ten");
        _folder.Write("scripts/7/a.sh", "seven");
        const string Problem = """{"description":"d","evaluation":{"check":{"file":"a.sh"}}}""";
        foreach (var file in (string[])["data/dev.json", "data/2/b.json", "data/2/a.json", "data/10/a.json", "data/6-backup.json", "train_0317/training.json"])
            _folder.Write(file, Problem);

        Assert.Equal(["dev"], (await ReadAsync(_folder.Root, TaskSplit.Development)).Select(Script));
        Assert.Equal(["two", "two", "ten"], (await ReadAsync(_folder.Root, TaskSplit.Test)).Select(Script));
        Assert.Equal(["two", "two", "ten"], (await ReadAsync(Path.Combine(_folder.Root, "data"), TaskSplit.Test)).Select(Script));
        Assert.Equal(["seven"], (await ReadAsync(_folder.Root, TaskSplit.Train)).Select(Script));
        Assert.Equal(["os/data/2/a.json/0", "os/data/2/b.json/0"], (await ReadAsync(Path.Combine(_folder.Root, "data/2"), TaskSplit.Train)).Select(pair => pair.Task.Id));

        static string Script((AgentTask Task, OperatingSystemTask Read) pair) => pair.Read.Checks[0]!.Code;
    }

    [Fact]
    public async Task Scripts_may_be_elsewhere()
    {
        _folder.Write("scripts/dev/a.sh", "layout");
        _folder.Write("mine/a.sh", "given");
        _folder.Write("parts/dev/a.sh", "part of given");
        var file = _folder.Write("data/dev.json", """{"description":"d","evaluation":{"check":{"file":"a.sh"}}}""");

        Assert.Equal("layout", (await ReadAsync(file)).Single().Read.Checks[0]!.Code);
        Assert.Equal("given", (await ReadAsync(file, scripts: Path.Combine(_folder.Root, "mine"))).Single().Read.Checks[0]!.Code);
        Assert.Equal("part of given", (await ReadAsync(file, scripts: Path.Combine(_folder.Root, "parts"))).Single().Read.Checks[0]!.Code);
    }

    [Theory]
    [InlineData("7", "problem 0: the problem is 7, expected an object.")]
    [InlineData("""[{"description":"d","evaluation":{"match":"1"}},{"evaluation":{"match":"1"}}]""", "problem 1: description is missing, expected a text.")]
    [InlineData("""{"description":"d"}""", "evaluation is missing, expected an object with match or check.")]
    [InlineData("""{"description":"d","evaluation":{}}""", "evaluation has neither match nor check")]
    [InlineData("""{"description":"d","evaluation":{"match":{}}}""", "evaluation.match is {}, expected a text, or an object with answer or regex.")]
    [InlineData("""{"description":"d","evaluation":{"check":[]}}""", "evaluation.check is [], expected at least one script.")]
    [InlineData("""{"description":"d","evaluation":{"check":[null,{"language":"python"}]}}""", "evaluation.check[1] is {\"language\":\"python\"}, expected a script with file or code.")]
    [InlineData("""{"description":"d","evaluation":{"check":{"language":"perl","code":"1"}}}""", "evaluation.check.language is \"perl\", expected bash, python, c or c++.")]
    [InlineData("""{"description":"d","create":"x","evaluation":{"match":"1"}}""", "create is \"x\", expected an object.")]
    [InlineData("""{"description":"d","create":{"init":[7]},"evaluation":{"match":"1"}}""", "create.init[0] is 7, expected a text")]
    [InlineData("""{"description":"d","evaluation":{"check":{"file":"check/no.py"}}}""", "evaluation.check.file is 'check/no.py', and there is no such file in")]
    [InlineData("""{"description":"d","evaluation":{"check":{"file":"../../../secret"}}}""", "evaluation.check.file is '../../../secret', expected a file inside")]
    [InlineData("""{"description":"d","evaluation":{"check":{"file":"/etc/passwd"}}}""", "evaluation.check.file is '/etc/passwd', expected a file inside")]
    [InlineData("""{"description":"d","evaluation":{"check":{"file":"link/passwd"}}}""", "which link leads out of")]
    [InlineData("""{"description":"d","evaluation":{"check":{"file":"binary"}}}""", "evaluation.check.file is 'binary', which is not UTF-8.")]
    [InlineData("{", "not JSON")]
    public async Task A_malformed_problem_is_refused_by_file_number_and_field(string json, string fault)
    {
        var file = _folder.Write("data/3/ac.json", json);
        Directory.CreateDirectory(Path.Combine(_folder.Root, "scripts", "3"));
        File.WriteAllBytes(Path.Combine(_folder.Root, "scripts", "3", "binary"), [0xFF, 0xFE]);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Root, "scripts", "3", "link"), "/etc");

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(file));

        Assert.StartsWith(file, exception.Message, StringComparison.Ordinal);
        Assert.Contains(fault, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_without_problems_is_refused()
    {
        _folder.Write("empty/readme.txt", "");

        Assert.Throws<FileNotFoundException>(() => new AgentBenchOperatingSystemTasks(Path.Combine(_folder.Root, "no"), TaskSplit.Test));
        Assert.Throws<FileNotFoundException>(() => new AgentBenchOperatingSystemTasks(Path.Combine(_folder.Root, "empty"), TaskSplit.Test));
        Assert.Throws<FileNotFoundException>(() => new AgentBenchOperatingSystemTasks(Path.Combine(_folder.Root, "empty/readme.txt"), TaskSplit.Test));
    }

    [Fact]
    public async Task The_official_files_are_read()
    {
        var development = await ReadAsync(SharedFiles.OperatingSystemTasks, TaskSplit.Development);
        var training = await ReadAsync(SharedFiles.OperatingSystemTasks, TaskSplit.Train);

        Assert.Equal(26, development.Count);
        Assert.Equal(5, development.Count(pair => pair.Read.Match is not null));
        Assert.Equal(21, development.Count(pair => pair.Read.Checks.Length > 0));
        Assert.Equal(["chmod 777 test && ~/test"], development.Where(pair => pair.Read is { Match: not null, Example: not null }).Select(pair => pair.Read.Example!.Code));
        Assert.Equal(1000, training.Count);
        Assert.All(training, pair => Assert.Contains("argv", pair.Read.Checks[1]!.Code, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    static async Task<List<(AgentTask Task, OperatingSystemTask Read)>> ReadAsync(string path, TaskSplit split = TaskSplit.Test, string? scripts = null)
    {
        var tasks = new List<(AgentTask, OperatingSystemTask)>();
        await foreach (var task in new AgentBenchOperatingSystemTasks(path, split, scripts).ReadAsync(TestContext.Current.CancellationToken))
            tasks.Add((task, OperatingSystemTask.FromJson(task.Data)));
        return tasks;
    }
}
