using System.Buffers;

namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>Reads the parentheses of PDDL as Fast Downward does: comments cut per line, words in lower case.</summary>
static class PddlSyntax
{
    static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t\n\r\v\f()?;\x1c\x1d\x1e\x1f");

    /// <param name="text">The whole part of the file.</param>
    /// <param name="place">What errors call it, such as "game.tw-pddl: pddl_domain".</param>
    /// <exception cref="InvalidDataException">The parentheses do not match, or go too deep, or there is a character that is not ASCII.</exception>
    public static PddlNode Read(string text, string place)
    {
        var open = new Stack<PddlNode>();
        var words = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        PddlNode? root = null;
        var (line, position) = (1, 0);
        while (position < text.Length)
        {
            var character = text[position];
            if (character == '\n')
                line++;
            if (IsSpace(character))
            {
                position++;
                continue;
            }

            if (character == ';')
            {
                var end = text.IndexOf('\n', position);
                position = end < 0 ? text.Length : end;
                continue;
            }

            if (root is not null && open.Count == 0)
                throw new InvalidDataException($"{place} line {line}: text follows the last parenthesis, expected one list (define ...).");
            if (character == '(')
            {
                if (open.Count >= GameLimits.Depth)
                    throw new InvalidDataException($"{place} line {line}: parentheses go deeper than {GameLimits.Depth}.");
                var list = new PddlNode(line);
                if (open.TryPeek(out var parent))
                    parent.Add(list);
                root ??= list;
                open.Push(list);
                position++;
            }
            else if (open.Count == 0)
            {
                throw new InvalidDataException($"{place} line {line}: '{character}' was found, expected '('.");
            }
            else if (character == ')')
            {
                open.Pop();
                position++;
            }
            else
            {
                var length = WordLength(text, position);
                open.Peek().Add(new PddlNode(Word(text.AsSpan(position, length), words, place, line), line));
                position += length;
            }
        }

        if (root is null || open.Count > 0)
            throw new InvalidDataException($"{place} line {line}: the text ends early, {(root is null ? "expected (define ...)" : $"expected ')' for the list of line {open.Peek().Line}")}.");
        return root;
    }

    static int WordLength(string text, int start)
    {
        var end = text.AsSpan(start + 1).IndexOfAny(WordEnds);
        return end < 0 ? text.Length - start : end + 1;
    }

    static string Word(ReadOnlySpan<char> raw, Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> words, string place, int line)
    {
        if (words.TryGetValue(raw, out var known))
            return known;
        foreach (var character in raw)
        {
            if (!char.IsAscii(character))
                throw new InvalidDataException($"{place} line {line}: '{raw}' has a character that is not ASCII; outside of comments PDDL is ASCII.");
        }

        var word = raw.ToString().ToLowerInvariant();
        words[raw] = word;
        return word;
    }

    static bool IsSpace(char character) => char.IsWhiteSpace(character) || character is >= '\x1c' and <= '\x1f';
}
