namespace AgentTuning.Environments.WebShop;

/// <summary>Python's <c>random.Random</c>, bit for bit: a Mersenne twister (MT19937) and the draws that CPython makes of it. One caller at a time.</summary>
public sealed class PythonRandom
{
    const int Size = 624;
    const int Shift = 397;
    const int LargestSample = 21; // of up to so many, CPython draws from a list; of more, it remembers what was drawn

    readonly uint[] _state = new uint[Size];
    int _next = Size;

    /// <summary>Starts as <c>random.seed(seed)</c> does.</summary>
    public PythonRandom(long seed)
    {
        var magnitude = unchecked((ulong)(seed < 0 ? -seed : seed));
        var key = magnitude > uint.MaxValue ? new[] { (uint)magnitude, (uint)(magnitude >> 32) } : [(uint)magnitude];
        Initialize(key);
    }

    /// <summary>A number of 1 to 32 random bits.</summary>
    public uint Bits(int count) => Next() >> (32 - count);

    /// <summary>A number from 0 on, below a bound.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var bits = 32 - int.LeadingZeroCount(bound);
        while (true)
            if (Bits(bits) is var drawn && drawn < (uint)bound)
                return (int)drawn;
    }

    /// <summary>A number from 0 on, below 1, with 53 bits.</summary>
    public double NextDouble()
    {
        var high = Next() >> 5;
        var low = Next() >> 6;
        return ((high * 67108864.0) + low) * (1.0 / 9007199254740992.0);
    }

    /// <summary>A number between two ends, which may stand in any order.</summary>
    public double Uniform(double from, double to) => from + ((to - from) * NextDouble());

    /// <summary>Changes the order of values in place.</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>So many different numbers from 0 on, below a bound, in the order drawn.</summary>
    public int[] Sample(int bound, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, bound);
        var most = count > 5 ? LargestSample + (int)Math.Pow(4, Math.Ceiling(Math.Log(count * 3, 4))) : LargestSample;
        return bound <= most ? SampleFromPool(bound, count) : SampleByMemory(bound, count);
    }

    int[] SampleFromPool(int bound, int count)
    {
        var pool = Enumerable.Range(0, bound).ToArray();
        var drawn = new int[count];
        for (var i = 0; i < count; i++)
        {
            var j = Below(bound - i);
            drawn[i] = pool[j];
            pool[j] = pool[bound - i - 1];
        }

        return drawn;
    }

    int[] SampleByMemory(int bound, int count)
    {
        var seen = new HashSet<int>();
        var drawn = new int[count];
        for (var i = 0; i < count; i++)
        {
            do
                drawn[i] = Below(bound);
            while (!seen.Add(drawn[i]));
        }

        return drawn;
    }

    void Initialize(uint[] key)
    {
        InitializePlain(19650218);
        var (i, j) = (1, 0);
        for (var k = Math.Max(Size, key.Length); k > 0; k--)
        {
            _state[i] = unchecked((_state[i] ^ ((_state[i - 1] ^ (_state[i - 1] >> 30)) * 1664525u)) + key[j] + (uint)j);
            if (++i >= Size)
                (_state[0], i) = (_state[Size - 1], 1);
            if (++j >= key.Length)
                j = 0;
        }

        for (var k = Size - 1; k > 0; k--)
        {
            _state[i] = unchecked((_state[i] ^ ((_state[i - 1] ^ (_state[i - 1] >> 30)) * 1566083941u)) - (uint)i);
            if (++i >= Size)
                (_state[0], i) = (_state[Size - 1], 1);
        }

        _state[0] = 0x80000000u;
    }

    void InitializePlain(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < Size; i++)
            _state[i] = unchecked((1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i);
    }

    uint Next()
    {
        if (_next >= Size)
            Refill();
        var value = _state[_next++];
        value ^= value >> 11;
        value ^= (value << 7) & 0x9d2c5680u;
        value ^= (value << 15) & 0xefc60000u;
        return value ^ (value >> 18);
    }

    void Refill()
    {
        for (var i = 0; i < Size; i++)
        {
            var mixed = (_state[i] & 0x80000000u) | (_state[(i + 1) % Size] & 0x7fffffffu);
            _state[i] = _state[(i + Shift) % Size] ^ (mixed >> 1) ^ ((mixed & 1) == 0 ? 0 : 0x9908b0dfu);
        }

        _next = 0;
    }
}
