namespace AgentTuning.Tokenization;

/// <summary>The family of regular expressions that a pre-tokenizer follows.</summary>
enum PreTokenizerGrammar
{
    /// <summary>Words, digits one by one, and everything between them.</summary>
    BareWords,

    /// <summary>GPT-2: words, numbers and symbols with one leading space.</summary>
    Gpt2,

    /// <summary>Llama 3: words with one leading character that is no letter, numbers alone, line feeds with the white space before them.</summary>
    Llama3,
}
