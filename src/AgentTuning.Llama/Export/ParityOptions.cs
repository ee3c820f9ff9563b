namespace AgentTuning.Llama.Export;

/// <summary>How closely an export must follow its source.</summary>
/// <param name="Logits">The largest difference of scores, over their standard deviation in a position.</param>
/// <param name="NewTokens">How many tokens each continued text gets.</param>
/// <param name="MaxLength">Texts are cut to so many tokens.</param>
sealed record ParityOptions(double Logits, int NewTokens = 16, int MaxLength = 64)
{
    /// <summary>The limit for a number type on disk: f32, f16, bf16 or q8_0.</summary>
    /// <param name="type">The name of the type.</param>
    /// <param name="isExact">True where every weight of the source is a number of the type.</param>
    public static ParityOptions For(string type, bool isExact) => new(isExact ? 1e-4 : type switch
    {
        "f16" => 0.03,
        "bf16" => 0.2,
        _ => 0.4,
    });
}
