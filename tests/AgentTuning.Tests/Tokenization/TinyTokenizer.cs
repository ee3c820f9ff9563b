using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization;

/// <summary>A tokenizer trained on a few lines, for tests that do not care for which ids they get.</summary>
static class TinyTokenizer
{
    public static ByteLevelBpeTokenizer Instance { get; } = new BpeTrainer(new BpeTrainerOptions { VocabularySize = 400 }).Train(
    [
        "[INST] <<SYS>>\nYou are a helpful, respectful and honest assistant.\n<</SYS>>\n\nHow many rows are there? [/INST]",
        "Action: Operation\n```sql\nSELECT COUNT(*) FROM `Cities` WHERE Population > 1000\n```",
        "Final Answer: [\"12\"]. I'm sure that's what the table says, and it isn't more.",
        "How many rows are there? There are 12 rows in the table. Größe: 東京 🦙",
    ]);
}
