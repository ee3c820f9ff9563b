using System.Collections.Immutable;

namespace AgentTuning.Llama.Lora;

/// <summary>How LoRA (Hu et al. 2021, https://arxiv.org/abs/2106.09685) tunes a model: thin matrices beside projections, whose own weights stay.</summary>
public sealed record LoraOptions
{
    /// <summary>The target that stands for all projections of all layers.</summary>
    public const string AllLinear = "all-linear";

    const int MaxRank = 1 << 14;

    /// <summary>The thin side of the matrices (<c>r</c>).</summary>
    public int Rank { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Rank)); ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxRank, nameof(Rank)); field = value; } } = 16;

    /// <summary>What the product is multiplied by, over the rank (<c>lora_alpha</c>).</summary>
    public double Alpha { get; init { if (!(value > 0 && value < 1e9)) throw new ArgumentOutOfRangeException(nameof(Alpha), value, "Alpha is a positive number."); field = value; } } = 32;

    /// <summary>The share of inputs that each adapter does not see in a step of training; in [0, 1) (<c>lora_dropout</c>).</summary>
    public double Dropout { get; init { if (!(value >= 0 && value < 1)) throw new ArgumentOutOfRangeException(nameof(Dropout), value, "Dropout is a share from 0 to below 1."); field = value; } }

    /// <summary>
    /// Names of projections such as <c>q_proj</c>, or <see cref="AllLinear"/>, the default, or one expression that whole names match,
    /// such as <c>.*\.(q|v)_proj</c> (<c>target_modules</c>).
    /// </summary>
    public ImmutableArray<string> Targets { get; init { if (value.IsDefaultOrEmpty) throw new ArgumentOutOfRangeException(nameof(Targets), "There are no targets, expected names such as q_proj, or all-linear."); field = value; } } = [AllLinear];

    /// <summary>Projections that get none, whatever the targets say; written as the targets (<c>exclude_modules</c>).</summary>
    public ImmutableArray<string> Excluded { get; init; } = [];

    /// <summary>The layers that get adapters, from 0; null is all (<c>layers_to_transform</c>).</summary>
    public ImmutableArray<int>? Layers { get; init { if (value is { IsDefaultOrEmpty: true }) throw new ArgumentOutOfRangeException(nameof(Layers), "There are no layers; leave them out for all."); field = value; } }

    /// <summary>True divides alpha by the root of the rank instead (rsLoRA, Kalajdzievski 2023, https://arxiv.org/abs/2312.03732; <c>use_rslora</c>).</summary>
    public bool IsRankStabilized { get; init; }

    /// <summary>Ranks other than the common one, by expressions for the ends of names; the first that matches counts (<c>rank_pattern</c>).</summary>
    public ImmutableArray<KeyValuePair<string, double>> RankPattern { get; init; } = [];

    /// <summary>Alphas other than the common one, as the ranks (<c>alpha_pattern</c>).</summary>
    public ImmutableArray<KeyValuePair<string, double>> AlphaPattern { get; init; } = [];

    /// <summary>The folder or hub name of the base model, for whoever loads the adapter (<c>base_model_name_or_path</c>).</summary>
    public string? BaseModel { get; init; }

    /// <summary>True for a target that cannot be a name, and is read as an expression that whole names match.</summary>
    public static bool IsExpression(string target) => ModuleNames.IsExpression(target);

    /// <summary>What an adapter was read from; null for a new one.</summary>
    internal AdapterOrigin? Origin { get; init; }
}
