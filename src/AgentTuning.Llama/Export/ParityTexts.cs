namespace AgentTuning.Llama.Export;

/// <summary>What an exported model is compared on.</summary>
static class ParityTexts
{
    /// <summary>Texts that are encoded both ways: words, numbers, signs, white space, code, letters of several scripts.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "How many customers ordered more than 3 times in 2024?",
        "Action: Operation\n```sql\nSELECT `name`, COUNT(*) FROM `orders` WHERE `total` >= 12.50 GROUP BY `name`;\n```",
        "Final Answer: [\"O'Neil\", \"Smith\", \"1,024\"]",
        "Think: the list holds 007, 42 and 31415926535; I'll take the last one.\n\nAct: finish",
        "  two spaces, a\ttab,\r\nline ends\n\n\nand an end   ",
        "{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Zürich\", \"days\": 3}}",
        "for (var i = 0; i < n; i++) sum += x[i] * 0.5; // don't",
        "naïve café — 東京で会いましょう, привет мир, مرحبا, नमस्ते",
        "😀👩‍👩‍👧 ½ ² Ⅷ e\u0301 ﬁ 𝐀",
        "</s> [INST] <|im_end|> <<SYS>> are signs here, not tokens",
    ];

    /// <summary>How many of the texts are continued.</summary>
    public const int Continued = 4;
}
