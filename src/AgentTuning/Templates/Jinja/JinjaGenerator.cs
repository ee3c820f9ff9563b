namespace AgentTuning.Templates.Jinja;

/// <summary>What filters such as <c>select</c> give: elements that can be gone through once. Always true, without a length.</summary>
sealed class JinjaGenerator(IEnumerable<object?> items)
{
    IEnumerable<object?> _items = items;

    public IEnumerable<object?> Take()
    {
        var items = _items;
        _items = [];
        return items;
    }
}
