using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>The benchmark's hash of a table's rows, computed here instead of by a database.</summary>
/// <remarks>
/// MD5 of the first five hexadecimal digits of each row's MD5, sorted and joined by commas; a row is its cells joined by commas. Written as the
/// benchmark writes it: the printed row of one column that the hashing statement returns.
/// </remarks>
static class TableHash
{
    /// <summary>The hash of rows, such as <c>[('0227596d5d527d292c3ccd396fde5f75',)]</c>.</summary>
    public static string Of(ImmutableArray<ImmutableArray<GeneratedCell>> rows)
    {
        var hashes = new string[rows.Length];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = Md5(string.Join(',', rows[i].Select(cell => cell.Text)))[..5];
        Array.Sort(hashes, StringComparer.Ordinal);
        return $"[('{Md5(string.Join(',', hashes))}',)]";
    }

    // The benchmark's answers are MD5; nothing is kept secret with it.
#pragma warning disable CA5351 // the benchmark prescribes MD5
    static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
