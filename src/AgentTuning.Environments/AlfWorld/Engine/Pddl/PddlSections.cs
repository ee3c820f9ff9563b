namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>Finds the sections of <c>(define (domain ...) ...)</c> and <c>(define (problem ...) ...)</c>.</summary>
static class PddlSections
{
    public static string Name(PddlNode root, string kind, string place)
    {
        if (root.Head == "define" && root.Items.Count >= 2 && root.Items[1].Head == kind && root.Items[1].Items is [_, { Word: { } name }])
            return name;
        throw new InvalidDataException($"{place} line {root.Line}: {root} was found, expected (define ({kind} name) ...).");
    }

    /// <summary>The section of that name, or null.</summary>
    public static PddlNode? Find(PddlNode root, string name, string place)
    {
        PddlNode? found = null;
        foreach (var section in root.Items)
        {
            if (section.Head != name)
                continue;
            if (found is not null)
                throw new InvalidDataException($"{place} line {section.Line}: {name} stands twice.");
            found = section;
        }

        return found;
    }
}
