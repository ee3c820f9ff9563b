using System.Globalization;

namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>Reads Schema.txt, whose head describes its lines.</summary>
sealed class SchemaReader
{
    readonly WorldSchema _schema = new();
    string _inverse = "";

    public WorldSchema Read(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var fields = line[(space + 1)..].Split(" | ");
            ReadLine(line[..space], fields);
        }

        return _schema;
    }

    void ReadLine(string keyword, string[] fields)
    {
        switch (keyword)
        {
            case "type":
                var isList = fields[3] == "list";
                _schema.Types.Add(new EntityType(fields[0], fields[1], fields[2], isList ? [] : Alternatives(fields[3]), isList ? null : Number(fields[4])));
                break;
            case "list":
                var (type, words) = Halves(fields[0], " : ");
                _schema.Lists.Add(type, words.Split(", "));
                break;
            case "link":
                var (low, high) = Halves(fields[3], "-");
                _schema.Relations.Add(new PlainRelation(fields[0], fields[1], fields[2], Number(low), Number(high), ""));
                _schema.AddRelation(fields[0], fields[1], fields[2], _inverse = fields[4]);
                break;
            case "to":
                _schema.Links.Add(new Link([_schema.Relations[^1].Name], _schema.Relations[^1].Domain, _schema.Relations[^1].Range, Alternatives(fields[0])));
                break;
            case "from":
                _schema.Links.Add(new Link([_inverse], _schema.Relations[^1].Range, _schema.Relations[^1].Domain, Alternatives(fields[0])));
                break;
            case "tell" when _schema.Mediators.Count == 0:
                _schema.Relations[^1] = _schema.Relations[^1] with { Tell = fields[0] };
                break;
            case "tell":
                _schema.Mediators[^1].Tell = fields[0];
                break;
            case "attribute":
                AddAttribute(fields);
                break;
            default:
                ReadMediator(keyword, fields);
                break;
        }
    }

    void ReadMediator(string keyword, string[] fields)
    {
        switch (keyword)
        {
            case "mediator":
                var (low, high) = Halves(fields[3], "-");
                _schema.Mediators.Add(new MediatorType(fields[0], fields[2], Number(low), Number(high)));
                break;
            case "role":
                var mediator = _schema.Mediators[^1];
                mediator.Roles.Add(new MediatorRole(fields[0], fields[1], $"{mediator.Name}.{fields[0]}", fields[2]));
                _schema.AddRelation($"{mediator.Name}.{fields[0]}", mediator.Name, fields[1], fields[2]);
                break;
            case "path":
                var (from, to) = Halves(fields[0], " > ");
                var (start, end) = (_schema.Mediators[^1].Role(from), _schema.Mediators[^1].Role(to));
                _schema.Links.Add(new Link([start.Inverse, end.Relation], start.Type, end.Type, Alternatives(fields[1])));
                break;
            case "joint":
                var (pair, exit) = Halves(fields[0], " > ");
                var (first, second) = Halves(pair, ", ");
                var roles = _schema.Mediators[^1];
                _schema.Joints.Add(new JointLink(roles.Role(first), roles.Role(second), roles.Role(exit), fields[1]));
                break;
            default:
                throw new InvalidDataException($"Schema.txt has a line that begins with '{keyword}', which means nothing there.");
        }
    }

    void AddAttribute(string[] fields)
    {
        var (low, high) = Halves(fields[3], "..");
        _schema.Attributes.Add(new AttributeType(fields[0], fields[1], Enum.Parse<ValueKind>(fields[2], ignoreCase: true), Number(low), Number(high))
        {
            Most = Alternatives(fields[4]),
            Least = Alternatives(fields[5]),
            Tell = fields[6],
        });
    }

    static string[] Alternatives(string text) => text.Split("; ");

    static (string First, string Second) Halves(string text, string separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? throw new InvalidDataException($"Schema.txt has '{text}', expected '{separator}' in it.") : (text[..at], text[(at + separator.Length)..]);
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
