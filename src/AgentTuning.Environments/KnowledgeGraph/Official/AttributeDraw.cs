using System.Globalization;
using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Environments.KnowledgeGraph.Official;

/// <summary>Draws values of one attribute: one that is best, and others that are worse.</summary>
sealed class AttributeDraw
{
    readonly Random _random;
    readonly string? _range;
    readonly bool _isMost;
    readonly int _best;

    /// <summary>Chooses the best value.</summary>
    /// <param name="random">The source of chance.</param>
    /// <param name="range">The type of the values; null where it is unknown.</param>
    /// <param name="isMost">True where the highest is best.</param>
    public AttributeDraw(Random random, string? range, bool isMost)
    {
        (_random, _range, _isMost) = (random, range, isMost);
        _best = random.Next(400, 600);
        Best = Write(_best);
    }

    /// <summary>The value of what a superlative finds.</summary>
    public KnowledgeTerm Best { get; }

    /// <summary>A value of what it does not find.</summary>
    public KnowledgeTerm Worse()
    {
        var step = _random.Next(1, 300);
        return Write(_isMost ? _best - step : _best + step);
    }

    // Larger numbers make larger values, whatever the type.
    KnowledgeTerm Write(int number) => _range switch
    {
        "type.datetime" => GraphLiterals.Typed(
            new DateOnly(1900, 1, 1).AddDays(number * 37).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "date"),
        "type.float" => GraphLiterals.Typed(string.Create(CultureInfo.InvariantCulture, $"{number / 4}.{(number % 4 * 25) + 5:00}"), "double"),
        _ => GraphLiterals.Typed(number.ToString(CultureInfo.InvariantCulture), "integer"),
    };
}
