using System.Collections.Immutable;
using AgentTuning.Environments.KnowledgeGraph;

namespace AgentTuning.Environments.Tests.KnowledgeGraph;

public sealed class KnowledgeGraphSettingsTests
{
    [Fact]
    public void Without_options_the_store_is_asked_by_strict_rules()
    {
        var settings = KnowledgeGraphSettings.From(new EnvironmentOptions());

        Assert.Equal(new KnowledgeGraphSettings { QueryTimeout = TimeSpan.FromSeconds(60) }, settings);
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var settings = Read("sparql", "endpoint=http://localhost:3001/sparql", "ontology=o", "rules=relaxed", "query-seconds=2.5");

        Assert.Equal(new Uri("http://localhost:3001/sparql"), settings.Endpoint);
        Assert.Equal("o", settings.Ontology);
        Assert.Equal(TypeRules.Relaxed, settings.Rules);
        Assert.Equal(TimeSpan.FromSeconds(2.5), settings.QueryTimeout);
    }

    [Theory]
    [InlineData("redis", "", "has no engine 'redis'; it has store, sparql and virtuoso.")]
    [InlineData("store", "colour=red", "has no setting 'colour'; it has endpoint, ontology, query-seconds, rules, store.")]
    [InlineData("sparql", "ontology=o", "Engine sparql needs the setting 'endpoint'")]
    [InlineData("sparql", "endpoint=ftp://x ontology=o", "The setting 'endpoint' is 'ftp://x', expected an address")]
    [InlineData("sparql", "endpoint=http://x/", "need the setting 'ontology'")]
    [InlineData("virtuoso", "endpoint=http://x/", "The setting 'endpoint' goes with engine sparql, the engine is virtuoso.")]
    [InlineData("sparql", "store=a.kg", "The setting 'store' goes with engine store, the engine is sparql.")]
    [InlineData("store", "rules=lax", "The setting 'rules' is 'lax', expected strict or relaxed.")]
    [InlineData("store", "query-seconds=0", "The setting 'query-seconds' is '0', expected a number from 1 to 3600.")]
    [InlineData("store", "query-seconds=NaN", "The setting 'query-seconds' is 'NaN'")]
    public void A_wrong_choice_is_told_with_what_is_wanted(string engine, string settings, string message)
    {
        var exception = Assert.Throws<ArgumentException>(() => Read(engine, settings.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    static KnowledgeGraphSettings Read(string engine, params string[] settings) => KnowledgeGraphSettings.From(new EnvironmentOptions
    {
        Engine = engine,
        Settings = settings.Select(setting => setting.Split('=', 2)).ToImmutableSortedDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal),
    });
}
