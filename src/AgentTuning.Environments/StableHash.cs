namespace AgentTuning.Environments;

/// <summary>FNV-1a over UTF-16 code units: the same in every process, which <see cref="string.GetHashCode()"/> is not. Mix the bits before taking few of them.</summary>
static class StableHash
{
    /// <summary>In 32 bits.</summary>
    public static uint Of32(ReadOnlySpan<char> text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
            hash = unchecked((hash ^ character) * 16777619u);
        return hash;
    }

    /// <summary>In 64 bits.</summary>
    public static ulong Of64(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text)
            hash = unchecked((hash ^ character) * 1099511628211UL);
        return hash;
    }

    /// <summary>Scatters the bits of a 32-bit hash.</summary>
    public static uint Mix(uint hash)
    {
        hash ^= hash >> 15;
        hash = unchecked(hash * 0x2c1b3c6du);
        return hash ^ (hash >> 12);
    }
}
