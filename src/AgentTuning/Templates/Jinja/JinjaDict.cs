using System.Collections;

namespace AgentTuning.Templates.Jinja;

/// <summary>Values by key, in the order in which they were put in.</summary>
sealed class JinjaDict : IEnumerable<KeyValuePair<object, object?>>
{
    static readonly object None = new();

    readonly List<object> _order = [];
    readonly Dictionary<object, object?> _values = new(PythonKeys.Instance);

    public int Count => _order.Count;

    public IEnumerable<object?> Keys => _order.Select(FromKey);

    public object? this[object? key]
    {
        get => _values[ToKey(key)];
        set
        {
            if (_values.TryAdd(ToKey(key), value))
                _order.Add(ToKey(key));
            else
                _values[ToKey(key)] = value;
        }
    }

    public void Add(string key, object? value) => this[new TracedText(key, TracedText.OtherData)] = value;

    public bool TryGet(object? key, out object? value) => _values.TryGetValue(ToKey(key), out value);

    public bool TryGet(string key, out object? value) => _values.TryGetValue(new TracedText(key, TracedText.Template), out value);

    public IEnumerator<KeyValuePair<object, object?>> GetEnumerator() => _order.Select(key => KeyValuePair.Create(key, _values[key])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A key as a value; None may be one.</summary>
    public static object? FromKey(object key) => ReferenceEquals(key, None) ? null : key;

    /// <summary>True for what Python can hash: everything but what can change.</summary>
    public static bool CanBeKey(object? key) => key is not JinjaDict && (key is not IReadOnlyList<object?> || (key is JinjaTuple tuple && tuple.All(CanBeKey)));

    static object ToKey(object? key) => key switch
    {
        null => None,
        _ => CanBeKey(key) ? key : throw new JinjaException($"A {PythonText.TypeName(key)} cannot be the key of a dict."),
    };
}
