using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>The constants of a game in ordinal order, so that comparing numbers compares ids.</summary>
sealed class ConstantTable
{
    readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    readonly string[] _ids;
    readonly int[] _typeOf;
    readonly bool[][] _isOf;
    readonly int[][] _ofType;

    /// <param name="domain">Its types, and the names that its actions mention.</param>
    /// <param name="objects">The declared constants.</param>
    /// <param name="mentioned">Further ids, that no declaration gives a type: they belong to no type.</param>
    public ConstantTable(PddlDomain domain, IReadOnlyList<PddlObject> objects, IEnumerable<string> mentioned)
    {
        foreach (var type in domain.Types)
            _types.Add(type.Name, _types.Count);
        var declared = objects.ToDictionary(item => item.Id, item => _types[item.Type], StringComparer.Ordinal);
        _ids = [.. declared.Keys.Concat(mentioned).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _typeOf = new int[_ids.Length];
        for (var i = 0; i < _ids.Length; i++)
        {
            _numbers.Add(_ids[i], i);
            _typeOf[i] = declared.GetValueOrDefault(_ids[i], -1);
        }

        _isOf = new bool[_types.Count][];
        _ofType = new int[_types.Count][];
        for (var i = 0; i < _types.Count; i++)
            _isOf[i] = new bool[_ids.Length];
        for (var i = 0; i < _ids.Length; i++)
        {
            if (_typeOf[i] < 0)
                continue;
            _isOf[_typeOf[i]][i] = true;
            foreach (var ancestor in domain.Types[_typeOf[i]].Ancestors)
                _isOf[_types[ancestor]][i] = true;
        }

        for (var i = 0; i < _types.Count; i++)
            _ofType[i] = [.. Enumerable.Range(0, _ids.Length).Where(number => _isOf[i][number])];
    }

    public int Count => _ids.Length;

    public int TypeCount => _types.Count;

    public string IdOf(int number) => _ids[number];

    /// <summary>The number of an id, or -1.</summary>
    public int NumberOf(string id) => _numbers.GetValueOrDefault(id, -1);

    /// <summary>The number of a type, or -1 of one that is not declared.</summary>
    public int TypeNumber(string type) => _types.GetValueOrDefault(type, -1);

    /// <summary>The declared type of a constant, or -1.</summary>
    public int TypeOf(int number) => _typeOf[number];

    public bool IsOf(int number, int type) => type >= 0 && _isOf[type][number];

    /// <summary>The constants of a type and of those below it; none of a type that is not declared.</summary>
    public ReadOnlySpan<int> OfType(int type) => type >= 0 ? _ofType[type] : [];
}
