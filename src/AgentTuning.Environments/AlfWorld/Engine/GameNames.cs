namespace AgentTuning.Environments.AlfWorld.Engine;

/// <summary>The names by which the player knows the constants of a game.</summary>
public sealed class GameNames
{
    readonly Dictionary<string, string> _names;
    readonly Lazy<Dictionary<string, string>> _ids;

    internal GameNames(Dictionary<string, string> names)
    {
        _names = names;
        _ids = new(() =>
        {
            var ids = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (id, name) in _names)
                ids.TryAdd(name, id);
            return ids;
        });
    }

    /// <summary>The name of a constant, such as "cabinet 1"; the id itself where it has no name.</summary>
    public string NameOf(string id) => _names.GetValueOrDefault(id, id);

    /// <summary>The constant of a name, or null.</summary>
    public string? IdOf(string name) => _ids.Value.GetValueOrDefault(name);
}
