using System.Globalization;
using System.Text;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>Names of things by pattern, each name once: <c>{W}</c> is a word of the split, <c>{F}</c> a first name, <c>{A}</c> an adjective, <c>{N}</c> a noun,
/// <c>{T}</c> a time, <c>{D}</c> a digit, <c>{L}</c> a letter.</summary>
/// <param name="split">Whose words are used.</param>
/// <param name="random">The source of chance.</param>
sealed class EntityNames(TaskSplit split, Random random)
{
    static readonly string[] First =
    [
        "Anna", "Boris", "Clara", "David", "Edith", "Felix", "Greta", "Hugo", "Irene", "Jonas", "Karin", "Leon", "Marta", "Nils", "Olga", "Peter",
        "Rosa", "Simon", "Tessa", "Viktor",
    ];

    static readonly string[] Adjectives =
    [
        "Silent", "Golden", "Hidden", "Distant", "Broken", "Bitter", "Gentle", "Frozen", "Last", "Pale", "Restless", "Scarlet", "Secret", "Wild",
        "Young", "Lonely",
    ];

    static readonly string[] Nouns =
    [
        "Harbour", "Garden", "Winter", "Lantern", "Mirror", "Stranger", "Bridge", "Orchard", "Letter", "Island", "Clockmaker", "Shadow", "Song",
        "Window", "Road", "Storm",
    ];

    static readonly string[] Times = ["Midnight", "Dawn", "Noon", "Dusk", "Harvest", "Low Tide", "War", "Easter", "Sunrise", "Closing Time"];

    readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name that no other thing of this world has.</summary>
    public string Create(IReadOnlyList<string> patterns)
    {
        while (true)
        {
            var name = Render(random.Pick(patterns));
            if (_taken.Add(name))
                return name;
        }
    }

    /// <summary>Keeps a name that is given.</summary>
    public bool TryTake(string name) => _taken.Add(name);

    string Render(string pattern)
    {
        var name = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '{')
            {
                name.Append(pattern[i]);
                continue;
            }

            name.Append(pattern[i + 1] switch
            {
                'W' => WorldWords.Name(random, split),
                'F' => random.Pick(First),
                'A' => random.Pick(Adjectives),
                'N' => random.Pick(Nouns),
                'T' => random.Pick(Times),
                'D' => random.Next(1, 10).ToString(CultureInfo.InvariantCulture),
                _ => ((char)('A' + random.Next(26))).ToString(),
            });
            i += 2;
        }

        return name.ToString();
    }
}
