using System.Globalization;

namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>A value of an attribute.</summary>
/// <param name="Text">The lexical form.</param>
/// <param name="Datatype">The datatype's IRI.</param>
/// <param name="Order">Orders values of the same attribute.</param>
readonly record struct AttributeValue(string Text, string Datatype, decimal Order)
{
    const string Xsd = "http://www.w3.org/2001/XMLSchema#";

    /// <summary>Draws a value.</summary>
    public static AttributeValue Draw(Random random, AttributeType type)
    {
        switch (type.Kind)
        {
            case ValueKind.Date:
                var day = new DateOnly(random.Next(type.Low, type.High), 1, 1).AddDays(random.Next(365));
                return new AttributeValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Xsd + "date", day.DayNumber);
            case ValueKind.Year:
                return Whole(random.Next(type.Low, type.High + 1), "gYear");
            case ValueKind.Int:
                return Whole(random.Next(type.Low, type.High + 1), "integer");
            case ValueKind.Count:
                return Whole((long)Math.Round(Spread(random, type)), "integer");
            case ValueKind.Metres:
                return Fraction(random.Next(145, 206) / 100m);
            default:
                return Fraction(Math.Round((decimal)Spread(random, type), 2));
        }
    }

    // As many values in each order of magnitude.
    static double Spread(Random random, AttributeType type) => type.Low * Math.Pow((double)type.High / type.Low, random.NextDouble());

    static AttributeValue Whole(long value, string datatype) =>
        new(value.ToString(CultureInfo.InvariantCulture), Xsd + datatype, value);

    static AttributeValue Fraction(decimal value) => new(value.ToString("0.0#", CultureInfo.InvariantCulture), Xsd + "double", value);
}
