using AgentTuning.Hub;

namespace AgentTuning.Tests.Hub;

public sealed class HubNameTests
{
    [Theory]
    [InlineData("meta-llama/Llama-3.2-1B", "meta-llama/Llama-3.2-1B", "main")]
    [InlineData("org/model@v1.0", "org/model", "v1.0")]
    [InlineData("org/model@refs/pr/3", "org/model", "refs/pr/3")]
    public void A_name_has_an_organisation_a_model_and_perhaps_a_revision(string text, string repository, string revision)
    {
        Assert.Equal(new HubName(repository, revision), HubName.Parse(text));
    }

    [Theory]
    [InlineData("model")]
    [InlineData("a/b/c")]
    [InlineData("../model")]
    [InlineData("org/..")]
    [InlineData("./model")]
    [InlineData("org/model@")]
    [InlineData("org/model@../x")]
    [InlineData("org/model\n")]
    [InlineData("org--x/model")]
    [InlineData("")]
    public void Other_texts_are_no_names(string text)
    {
        Assert.Null(HubName.Parse(text));
    }

    [Fact]
    public void Settings_come_from_the_variables_of_huggingface_hub()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HF_ENDPOINT"] = "https://mirror.example/hf/",
            ["HF_TOKEN"] = " key ",
            ["HF_HOME"] = "/data/hf",
            ["HF_HUB_OFFLINE"] = "true",
        };

        var settings = HubSettings.FromEnvironment(name => variables.GetValueOrDefault(name));
        variables["HF_HUB_CACHE"] = "/fast";

        Assert.Equal(new HubSettings { Endpoint = new("https://mirror.example/hf/"), Token = "key", CacheFolder = "/data/hf/hub", IsOffline = true }, settings);
        Assert.Equal("/fast", HubSettings.FromEnvironment(name => variables.GetValueOrDefault(name)).CacheFolder);
        variables["HF_ENDPOINT"] = "mirror";
        Assert.Throws<InvalidDataException>(() => HubSettings.FromEnvironment(name => variables.GetValueOrDefault(name)));
    }

    [Fact]
    public void The_token_of_a_login_is_used_where_no_variable_names_one()
    {
        var home = Directory.CreateTempSubdirectory("agenttuning-hub-").FullName;
        File.WriteAllText(Path.Combine(home, "token"), "kept\n");

        var settings = HubSettings.FromEnvironment(name => name == "HF_HOME" ? home : null);

        Assert.Equal("kept", settings.Token);
        Assert.Equal(new Uri("https://huggingface.co/"), settings.Endpoint);
        Directory.Delete(home, recursive: true);
    }
}
