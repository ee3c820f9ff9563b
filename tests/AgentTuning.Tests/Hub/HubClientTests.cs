using System.Net;
using System.Text.Json.Nodes;
using AgentTuning.Hub;

namespace AgentTuning.Tests.Hub;

public sealed class HubClientTests : IDisposable
{
    const string WeightsPath = $"/org/model/resolve/{HubServer.Commit}/model.safetensors";

    readonly HubServer _server = new();
    readonly HurriedClock _clock = new();
    readonly string _cache = Directory.CreateTempSubdirectory("agenttuning-hub-").FullName;

    string Snapshot => Path.Combine(_cache, "models--org--model", "snapshots", HubServer.Commit);

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_cache, recursive: true);
    }

    [Fact]
    public async Task What_is_needed_comes_into_the_layout_of_huggingface_hub()
    {
        var folder = await BringAsync();

        Assert.Equal(Snapshot, folder);
        Assert.Equal(["config.json", "model.safetensors", "tokenizer.json"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Assert.Equal(_server.Files["model.safetensors"], await File.ReadAllBytesAsync(Path.Combine(folder, "model.safetensors"), Token));
        Assert.Equal(HubServer.Commit, await File.ReadAllTextAsync(Path.Combine(_cache, "models--org--model", "refs", "main"), Token));
        var hash = HubServer.HashOf(_server.Files["model.safetensors"], isLarge: true);
        Assert.Equal($"../../blobs/{hash}", new FileInfo(Path.Combine(folder, "model.safetensors")).LinkTarget);
        Assert.True(File.Exists(Path.Combine(_cache, "models--org--model", "blobs", HubServer.HashOf(_server.Files["config.json"], isLarge: false))));
        Assert.DoesNotContain(_server.Requests, request => request.Contains(".bin", StringComparison.Ordinal) || request.Contains("original", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_here_is_not_asked_for_again()
    {
        await BringAsync();
        var before = _server.Requests.Count;

        await BringAsync();
        var after = _server.Requests.Count;
        await BringAsync($"org/model@{HubServer.Commit}");

        Assert.Equal(before + 1, after); // the list of main
        Assert.Equal(after, _server.Requests.Count);
    }

    [Fact]
    public async Task A_connection_that_is_cut_goes_on_with_the_bytes_that_came()
    {
        var cuts = 2;
        _server.Instead = context =>
        {
            if (context.Request.Url!.AbsolutePath != WeightsPath || cuts-- <= 0) return false;
            _server.SendFile(context, "model.safetensors", cutAfter: 50_000);
            return true;
        };

        var folder = await BringAsync();

        Assert.Equal(_server.Files["model.safetensors"], await File.ReadAllBytesAsync(Path.Combine(folder, "model.safetensors"), Token));
        var asked = _server.Requests.Where(request => request.StartsWith(WeightsPath, StringComparison.Ordinal)).ToList();
        Assert.Equal(3, asked.Count);
        Assert.Contains("bytes=", asked[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_process_left_is_gone_on_with()
    {
        var content = _server.Files["model.safetensors"];
        var incomplete = Path.Combine(_cache, "models--org--model", "blobs", HubServer.HashOf(content, isLarge: true) + ".incomplete");
        Directory.CreateDirectory(Path.GetDirectoryName(incomplete)!);
        await File.WriteAllBytesAsync(incomplete, content[..123_456], Token);

        var folder = await BringAsync();

        Assert.Contains($"{WeightsPath} bytes=123456-", _server.Requests);
        Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(folder, "model.safetensors"), Token));
        Assert.False(File.Exists(incomplete));
    }

    [Fact]
    public async Task Bytes_left_over_from_something_else_are_found_out_and_the_file_comes_whole()
    {
        var content = _server.Files["model.safetensors"];
        var incomplete = Path.Combine(_cache, "models--org--model", "blobs", HubServer.HashOf(content, isLarge: true) + ".incomplete");
        Directory.CreateDirectory(Path.GetDirectoryName(incomplete)!);
        await File.WriteAllBytesAsync(incomplete, new byte[1000], Token);

        var folder = await BringAsync();

        Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(folder, "model.safetensors"), Token));
    }

    [Fact]
    public async Task A_file_with_another_hash_is_refused_and_does_not_stay()
    {
        _server.ChangeList = list => Sibling(list, "model.safetensors")["lfs"]!["sha256"] = new string('a', 64);
        _server.Instead = context => WithoutHash(context, "model.safetensors");

        var error = await Assert.ThrowsAsync<HubException>(() => BringAsync());

        Assert.Equal($"model.safetensors of org/model came twice with another content than its hash {new string('a', 64)} says. Is a proxy changing it?", error.Message);
        Assert.False(File.Exists(Path.Combine(Snapshot, "model.safetensors")));
    }

    [Fact]
    public async Task A_small_file_is_checked_too()
    {
        _server.ChangeList = list => Sibling(list, "config.json")["blobId"] = new string('b', 40);
        _server.Instead = context => WithoutHash(context, "config.json");

        var error = await Assert.ThrowsAsync<HubException>(() => BringAsync());

        Assert.StartsWith("config.json of org/model came twice with another content", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_size_is_refused()
    {
        _server.ChangeList = list => Sibling(list, "model.safetensors")["lfs"]!["size"] = 200_001;

        var error = await Assert.ThrowsAsync<HubException>(() => BringAsync());

        Assert.Equal("model.safetensors of org/model comes with 200000 bytes, expected 200001 by the hub's list. Try again later.", error.Message);
    }

    [Theory]
    [InlineData(401, "", null, "There is no model org/model that anyone may read. Check the name; for a private or gated one, set HF_TOKEN.")]
    [InlineData(401, "", "key", "The hub does not accept the token that was sent for org/model. Is HF_TOKEN complete and not revoked?")]
    [InlineData(404, "RepoNotFound", "key", "There is no model org/model, or no revision 'main' of it. Check the name at ")]
    [InlineData(404, "RevisionNotFound", null, "org/model has no revision 'main'. Name a branch, a tag or a commit of it behind the @.")]
    [InlineData(403, "GatedRepo", "key", "org/model is gated: its owner lets in who accepted its terms. Accept them at ")]
    [InlineData(418, "", null, "The hub answers 418 ")]
    public async Task A_refusal_says_what_to_do(int status, string code, string? token, string message)
    {
        _server.Instead = context =>
        {
            HubServer.Answer(context, status, ("X-Error-Code", code));
            return true;
        };

        var error = await Assert.ThrowsAsync<HubException>(() => BringAsync(token: token));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode)status, error.Status);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Too_many_requests_and_faults_of_the_server_are_waited_out()
    {
        var answers = new Queue<(int, string)>([(429, "7"), (503, ""), (500, "")]);
        _server.Instead = context =>
        {
            if (!answers.TryDequeue(out var answer)) return false;
            HubServer.Answer(context, answer.Item1, answer.Item2.Length > 0 ? [("Retry-After", answer.Item2)] : []);
            return true;
        };

        await BringAsync();

        Assert.Equal([7.0, 2, 4], _clock.Waits.Select(wait => wait.TotalSeconds)); // as asked, then doubled
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_given_up()
    {
        _server.Instead = context =>
        {
            HubServer.Answer(context, 429);
            return true;
        };

        var error = await Assert.ThrowsAsync<HubException>(() => BringAsync());

        Assert.StartsWith("The hub answers that there were too many requests for org/model.", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, _server.Requests.Count);
    }

    [Fact]
    public async Task A_redirect_elsewhere_is_followed_without_the_token()
    {
        using var storage = new HubServer();
        storage.Instead = context =>
        {
            storage.SendFile(context, "model.safetensors");
            return true;
        };
        _server.Instead = context =>
        {
            if (context.Request.Url!.AbsolutePath != WeightsPath) return false;
            HubServer.Answer(context, 302, ("Location", storage.Address + "signed?key=1"), ("X-Linked-Etag", $"\"{HubServer.HashOf(_server.Files["model.safetensors"], true)}\""));
            return true;
        };

        await BringAsync(token: "secret");

        Assert.All(_server.Requests, request => Assert.EndsWith("Bearer secret", request, StringComparison.Ordinal));
        Assert.Equal(["/signed"], storage.Requests);
    }

    [Fact]
    public async Task A_redirect_on_the_hub_itself_keeps_the_token()
    {
        _server.Instead = context =>
        {
            if (!context.Request.Url!.AbsolutePath.StartsWith("/api/models/old/name/", StringComparison.Ordinal)) return false;
            HubServer.Answer(context, 307, ("Location", "/api/models/org/model/revision/main?blobs=true"));
            return true;
        };

        using var client = Client("secret");
        var revision = await client.ListAsync(HubName.Parse("old/name")!, Token);

        Assert.Equal(HubServer.Commit, revision.Commit);
        Assert.EndsWith("Bearer secret", _server.Requests[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../config.json")]
    [InlineData("/etc/passwd.json")]
    [InlineData("a\\..\\b.json")]
    [InlineData("C:x.json")]
    [InlineData("a//b.json")]
    public async Task A_file_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        _server.ChangeList = list => list["siblings"]!.AsArray().Add(new JsonObject { ["rfilename"] = name });

        var error = await Assert.ThrowsAsync<HubException>(() => BringAsync());

        Assert.Equal($"org/model has a file named '{name}', which leads out of its folder. That is refused.", error.Message);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_commit_that_is_no_hash_is_refused()
    {
        _server.ChangeList = list => list["sha"] = "../../../../tmp";

        var error = await Assert.ThrowsAsync<HubException>(() => BringAsync());

        Assert.Equal("The hub names '../../../../tmp' as the commit of org/model, expected 40 hexadecimal digits.", error.Message);
    }

    [Fact]
    public async Task An_index_decides_which_weights_come_and_may_not_name_others()
    {
        _server.Files.Remove("model.safetensors");
        _server.Files["model.safetensors.index.json"] = "{\"weight_map\":{\"a\":\"model-00001-of-00001.safetensors\"}}"u8.ToArray();
        _server.Files["model-00001-of-00001.safetensors"] = [1, 2];
        _server.Files["consolidated.safetensors"] = [3];

        var folder = await BringAsync();

        Assert.True(File.Exists(Path.Combine(folder, "model-00001-of-00001.safetensors")));
        Assert.False(File.Exists(Path.Combine(folder, "consolidated.safetensors")));
    }

    [Fact]
    public async Task A_model_without_safetensors_is_refused()
    {
        _server.Files.Remove("model.safetensors");

        var error = await Assert.ThrowsAsync<HubException>(() => BringAsync());

        Assert.Equal("org/model has no weights in safetensors, only such as pytorch_model.bin. Choose a repository that has model.safetensors.", error.Message);
    }

    [Fact]
    public async Task Offline_what_is_here_is_used_and_nothing_is_asked()
    {
        await BringAsync();
        var before = _server.Requests.Count;

        var folder = await BringAsync(isOffline: true);
        var error = await Assert.ThrowsAsync<HubException>(() => BringAsync("org/other", isOffline: true));

        Assert.Equal(Snapshot, folder);
        Assert.Equal(before, _server.Requests.Count);
        Assert.Equal($"HF_HUB_OFFLINE is set, and org/other is not in {_cache}. Download it once without it: agenttuning download org/other", error.Message);
    }

    [Fact]
    public async Task A_server_out_of_reach_is_named()
    {
        _server.Dispose();

        var error = await Assert.ThrowsAsync<HubException>(() => BringAsync());

        Assert.StartsWith($"The hub at {_server.Address} cannot be reached: ", error.Message, StringComparison.Ordinal);
        Assert.Equal([1.0, 2], _clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task An_answer_that_is_no_list_is_refused()
    {
        _server.Instead = context =>
        {
            context.Response.Close("<html>"u8.ToArray(), willBlock: true);
            return true;
        };

        var error = await Assert.ThrowsAsync<HubException>(() => BringAsync());

        Assert.StartsWith("The hub's answer about org/model is no list of files: ", error.Message, StringComparison.Ordinal);
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static JsonObject Sibling(JsonObject list, string name) => list["siblings"]!.AsArray().First(file => (string?)file!["rfilename"] == name)!.AsObject();

    // As a server that names no hash of what it sends.
    bool WithoutHash(HttpListenerContext context, string name)
    {
        if (!context.Request.Url!.AbsolutePath.EndsWith("/" + name, StringComparison.Ordinal)) return false;
        context.Response.Close(_server.Files[name], willBlock: true);
        return true;
    }

    async Task<string> BringAsync(string name = "org/model", string? token = null, bool isOffline = false)
    {
        using var client = Client(token, isOffline);
        return await client.BringAsync(HubName.Parse(name)!, cancellationToken: Token);
    }

    HubClient Client(string? token, bool isOffline = false) =>
        new(new() { Endpoint = new(_server.Address), CacheFolder = _cache, Token = token, IsOffline = isOffline }, _clock);
}
