using System.Globalization;
using System.Numerics;
using MySqlConnector;

namespace AgentTuning.Environments.Database.MySql;

/// <summary>Turns a server's cells into the values that Python's connector would give.</summary>
static class MySqlCells
{
    public static object? Read(MySqlDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
            return null;
        var type = reader.GetDataTypeName(column);
        if (type.StartsWith("DECIMAL", StringComparison.OrdinalIgnoreCase))
            return ReadDecimal(reader, column);
        return reader.GetValue(column) switch
        {
            string text => text,
            sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture),
            ulong whole => whole <= long.MaxValue ? (object)(long)whole : new BigInteger(whole),
            float real => double.Parse(real.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            double real => real,
            decimal number => number,
            byte[] bytes => bytes,
            bool truth => truth ? 1L : 0L,
            TimeSpan span => span,
            MySqlDateTime { IsValidDateTime: false } => null,
            MySqlDateTime moment => type.Equals("DATE", StringComparison.OrdinalIgnoreCase) ? DateOnly.FromDateTime(moment.GetDateTime()) : moment.GetDateTime(),
            DateTime moment => type.Equals("DATE", StringComparison.OrdinalIgnoreCase) ? DateOnly.FromDateTime(moment) : moment,
            var other => Convert.ToString(other, CultureInfo.InvariantCulture),
        };
    }

    // Beyond 28 digits .NET has no decimal; the nearest double stands in.
    static object ReadDecimal(MySqlDataReader reader, int column)
    {
        var text = reader.GetMySqlDecimal(column).ToString();
        return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number
            : double.Parse(text, CultureInfo.InvariantCulture);
    }
}
