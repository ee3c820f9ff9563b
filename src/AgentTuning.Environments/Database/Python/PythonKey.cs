namespace AgentTuning.Environments.Database.Python;

/// <summary>A value as the key of a dict: equal where Python says so, and None is a key too.</summary>
readonly record struct PythonKey(object? Value)
{
    public bool Equals(PythonKey other) => PythonEquality.Comparer.Equals(Value, other.Value);

    public override int GetHashCode() => Value is null ? 0 : PythonEquality.Comparer.GetHashCode(Value);
}
