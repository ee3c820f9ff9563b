using System.Collections.Frozen;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>MySQL's functions with the number of their arguments and the function that stands in for each.</summary>
static class FunctionNames
{
    const int Any = 100;

    static readonly FrozenDictionary<string, (string Target, int Fewest, int Most)> Functions = Build();

    /// <summary>The function of this name in any case, or null.</summary>
    public static (string Target, int Fewest, int Most)? Find(string name) => Functions.TryGetValue(name, out var function) ? function : null;

    static FrozenDictionary<string, (string Target, int Fewest, int Most)> Build()
    {
        var functions = new Dictionary<string, (string, int, int)>(StringComparer.OrdinalIgnoreCase);
        Add(functions, 0, 0, "PI CURDATE CURTIME USER VERSION CONNECTION_ID LAST_INSERT_ID FOUND_ROWS ROW_COUNT DATABASE");
        Add(functions, 0, 1, "NOW RAND");
        Add(functions, 1, 1, "LENGTH CHAR_LENGTH UPPER LOWER LTRIM RTRIM REVERSE SPACE ASCII HEX UNHEX MD5 SHA1 ABS CEIL FLOOR SQRT EXP LN LOG2 LOG10 SIGN SIN COS TAN ASIN ACOS ATAN DEGREES RADIANS");
        Add(functions, 1, 1, "YEAR MONTH DAY HOUR MINUTE SECOND DAYNAME MONTHNAME DAYOFWEEK DAYOFYEAR WEEKDAY QUARTER DATE TIME LAST_DAY TO_DAYS TIME_TO_SEC SEC_TO_TIME ISNULL SLEEP ANY_VALUE BIN QUOTE CRC32 BIT_LENGTH");
        Add(functions, 1, 1, "STD VARIANCE STDDEV_SAMP VAR_SAMP");
        Add(functions, 1, 2, "ROUND LOG WEEK");
        Add(functions, 2, 2, "LEFT RIGHT REPEAT INSTR TRUNCATE MOD POW FIND_IN_SET STRCMP DATE_FORMAT STR_TO_DATE DATEDIFF TIMEDIFF SHA2 REGEXP_SUBSTR REGEXP_INSTR ATAN2");
        Add(functions, 2, 3, "LOCATE REGEXP_LIKE FORMAT");
        Add(functions, 3, 3, "SUBSTRING_INDEX REPLACE LPAD RPAD REGEXP_REPLACE CONV");
        Add(functions, 4, 4, "INSERT");
        Add(functions, 1, Any, "CONCAT");
        Add(functions, 2, Any, "CONCAT_WS FIELD ELT GREATEST LEAST");
        functions["COALESCE"] = ("coalesce", 1, Any);
        functions["IFNULL"] = ("ifnull", 2, 2);
        foreach (var window in "ROW_NUMBER RANK DENSE_RANK PERCENT_RANK CUME_DIST".Split(' '))
            functions[window] = (window.ToLowerInvariant(), 0, 0);
        foreach (var window in "NTILE FIRST_VALUE LAST_VALUE".Split(' '))
            functions[window] = (window.ToLowerInvariant(), 1, 1);
        functions["NTH_VALUE"] = ("nth_value", 2, 2);
        functions["LAG"] = ("lag", 1, 3);
        functions["LEAD"] = ("lead", 1, 3);
        AddSynonyms(functions);
        return functions.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    static void Add(Dictionary<string, (string, int, int)> functions, int fewest, int most, string names)
    {
        foreach (var name in names.Split(' '))
            functions[name] = ($"my_{name.ToLowerInvariant()}", fewest, most);
    }

    static void AddSynonyms(Dictionary<string, (string, int, int)> functions)
    {
        foreach (var pair in ("SCHEMA=DATABASE CURRENT_DATE=CURDATE UTC_DATE=CURDATE CURRENT_TIME=CURTIME UTC_TIME=CURTIME CURRENT_TIMESTAMP=NOW LOCALTIME=NOW "
            + "LOCALTIMESTAMP=NOW SYSDATE=NOW UTC_TIMESTAMP=NOW CURRENT_USER=USER SESSION_USER=USER SYSTEM_USER=USER OCTET_LENGTH=LENGTH "
            + "CHARACTER_LENGTH=CHAR_LENGTH UCASE=UPPER LCASE=LOWER ORD=ASCII SHA=SHA1 CEILING=CEIL POWER=POW DAYOFMONTH=DAY STDDEV=STD "
            + "STDDEV_POP=STD VAR_POP=VARIANCE WEEKOFYEAR=WEEK").Split(' '))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            functions[pair[..at]] = functions[pair[(at + 1)..]];
        }
    }
}
