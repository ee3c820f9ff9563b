using AgentTuning.Environments.Database.Generation;

namespace AgentTuning.Environments.Tests.Database.Generation;

public sealed class TableHashTests
{
    [Fact]
    public void The_hash_is_that_of_the_benchmark_for_rows_in_any_order()
    {
        // python3: m = lambda x: hashlib.md5(x.encode()).hexdigest(); m(",".join(sorted(m(r)[:5] for r in ["Ada,3", "O'Brien – Bär,1,200"])))
        const string Expected = "[('418212875aadea8f582e8be5f6336a98',)]";

        var rows = TableHash.Of([[new("Ada"), new("3")], [new("O'Brien – Bär"), new("1,200")]]);
        var reversed = TableHash.Of([[new("O'Brien – Bär"), new("1,200")], [new("Ada"), new("3")]]);

        Assert.Equal(Expected, rows);
        Assert.Equal(Expected, reversed);
    }
}
