using System.Globalization;
using System.Text;

namespace AgentTuning.Bench.Knowledge;

/// <summary>
/// Writes statements with the shape of Freebase: grouped by subject, few predicates that are frequent and many that are rare, popular objects, names in
/// languages, dates and numbers.
/// </summary>
static class FreebaseLikeGraph
{
    const string Ns = "http://rdf.freebase.com/ns/";
    const string Xsd = "http://www.w3.org/2001/XMLSchema#";
    const string Digits = "0123456789bcdfghjklmnpqrstvwxyz_";
    const int PredicateCount = 4000;
    const int PredicatesPerDomain = 40;

    static readonly string[] Languages = ["en", "en", "en", "de", "fr", "es", "ja", "pt-br"];

    /// <summary>Writes so many statements, some of them twice, as Freebase's dump has few.</summary>
    public static void Write(string path, int triples, int seed)
    {
        var random = new Random(seed);
        var entities = Math.Max(10, triples / 9);
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        var line = new StringBuilder();
        for (var (written, entity) = (0, 0); written < triples; entity++)
        {
            var domain = (int)(PredicateCount / PredicatesPerDomain * Skewed(random, 2));
            var subject = Name(entity % entities);
            for (var left = 2 + (int)(18 * Skewed(random, 1.5)); left > 0 && written < triples; left--, written++)
            {
                line.Clear();
                line.Append('<').Append(Ns).Append(subject).Append("> <").Append(Ns);
                AppendRest(line, random, domain, entities);
                line.Append(" .\n");
                writer.Write(line);
            }
        }
    }

    static void AppendRest(StringBuilder line, Random random, int domain, int entities)
    {
        var kind = random.NextDouble();
        if (kind < 0.18)
            line.Append(CultureInfo.InvariantCulture, $"type.object.type> <{Ns}domain{domain}.type{random.Next(12)}>");
        else if (kind < 0.3)
            line.Append(CultureInfo.InvariantCulture, $"type.object.name> \"Some name of {random.Next(entities)}\"@{Languages[random.Next(Languages.Length)]}");
        else if (kind < 0.4)
            line.Append(CultureInfo.InvariantCulture, $"domain{domain}.type{random.Next(4)}.from> \"{random.Next(1500, 2020)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}\"^^<{Xsd}date>");
        else if (kind < 0.48)
            line.Append(CultureInfo.InvariantCulture, $"domain{domain}.type{random.Next(4)}.amount> \"{random.Next(100000)}\"^^<{Xsd}integer>");
        else
            line.Append(CultureInfo.InvariantCulture, $"domain{domain}.type{random.Next(4)}.relation{(int)(PredicatesPerDomain * Skewed(random, 2))}> <{Ns}{Name((int)(entities * Skewed(random, 3)))}>");
    }

    // Smaller values are more frequent.
    static double Skewed(Random random, double power) => Math.Pow(random.NextDouble(), power);

    static string Name(int entity)
    {
        Span<char> name = stackalloc char[10];
        var at = name.Length;
        for (var rest = (uint)entity * 2654435761u; at > 3; rest >>= 5)
            name[--at] = Digits[(int)(rest & 31)];
        "m.0".CopyTo(name);
        return new string(name);
    }
}
