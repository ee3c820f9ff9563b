using AgentTuning.Tokenization.Normalizers;

namespace AgentTuning.Tokenization;

/// <summary>Text whose letters and marks are put together where Unicode has one character for both (NFC, UAX 15).</summary>
public static class ComposedText
{
    static readonly UnicodeNormalizer Composer = new(isCompatible: false, composes: true);

    /// <summary>The composed form. <see cref="string.Normalize()"/> needs data that not every machine has.</summary>
    public static string Of(string text) => Composer.Normalize(new(text, 0, text.Length, Origins: null)).Span.ToString();
}
