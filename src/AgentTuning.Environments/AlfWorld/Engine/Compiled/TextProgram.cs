namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>A text with what never changes worked out: what is left asks for bits of the texts' state.</summary>
abstract class TextProgram
{
    /// <summary>Writes the text of a state.</summary>
    public abstract void Write(ReadOnlySpan<ulong> texts, ref TextBuffer output);

    public static bool Holds(ReadOnlySpan<ulong> texts, int[] bits)
    {
        foreach (var bit in bits)
        {
            if ((texts[bit >> 6] >> bit & 1) == 0)
                return false;
        }

        return true;
    }

    /// <summary>Text that is always the same.</summary>
    public sealed class Fixed(string text) : TextProgram
    {
        public string Text => text;

        public override void Write(ReadOnlySpan<ulong> texts, ref TextBuffer output) => output.Append(text);
    }

    /// <summary>Several pieces, one after the other.</summary>
    public sealed class Sequence(TextProgram[] parts) : TextProgram
    {
        public override void Write(ReadOnlySpan<ulong> texts, ref TextBuffer output)
        {
            foreach (var part in parts)
                part.Write(texts, ref output);
        }
    }

    /// <summary>The first piece of which one of the conditions holds.</summary>
    public sealed class Choice((int[][] Conditions, TextProgram Body)[] alternatives, string fault) : TextProgram
    {
        public override void Write(ReadOnlySpan<ulong> texts, ref TextBuffer output)
        {
            foreach (var (conditions, body) in alternatives)
            {
                foreach (var condition in conditions)
                {
                    if (!Holds(texts, condition))
                        continue;
                    body.Write(texts, ref output);
                    return;
                }
            }

            throw new InvalidDataException(fault);
        }
    }

    /// <summary>The pieces whose conditions hold, one after the other.</summary>
    public sealed class Repetition((int[] Condition, TextProgram Body)[] items) : TextProgram
    {
        public override void Write(ReadOnlySpan<ulong> texts, ref TextBuffer output)
        {
            foreach (var (condition, body) in items)
            {
                if (Holds(texts, condition))
                    body.Write(texts, ref output);
            }
        }
    }

    /// <summary>The pieces whose conditions hold, joined as a list.</summary>
    public sealed class List((int[] Condition, TextProgram Body)[] items, TextProgram empty, TextProgram separator, TextProgram last) : TextProgram
    {
        public override void Write(ReadOnlySpan<ulong> texts, ref TextBuffer output)
        {
            var (written, pending) = (0, -1);
            for (var i = 0; i < items.Length; i++)
            {
                if (!Holds(texts, items[i].Condition))
                    continue;
                if (pending >= 0)
                {
                    if (written++ > 0)
                        separator.Write(texts, ref output);
                    items[pending].Body.Write(texts, ref output);
                }

                pending = i;
            }

            if (pending < 0)
            {
                empty.Write(texts, ref output);
                return;
            }

            if (written > 0)
                last.Write(texts, ref output);
            items[pending].Body.Write(texts, ref output);
        }
    }

    /// <summary>Facts of one bit each, named by fixed texts and joined by fixed texts: the common list, kept flat.</summary>
    public sealed class FlatList(int[] bits, string[] names, string empty, string separator, string last) : TextProgram
    {
        public override void Write(ReadOnlySpan<ulong> texts, ref TextBuffer output)
        {
            var (written, pending) = (0, -1);
            for (var i = 0; i < bits.Length; i++)
            {
                var bit = bits[i];
                if ((texts[bit >> 6] >> bit & 1) == 0)
                    continue;
                if (pending >= 0)
                {
                    if (written++ > 0)
                        output.Append(separator);
                    output.Append(names[pending]);
                }

                pending = i;
            }

            if (written > 0)
                output.Append(last);
            output.Append(pending < 0 ? empty : names[pending]);
        }
    }
}
