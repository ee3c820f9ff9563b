namespace AgentTuning.Llama.Training;

/// <summary>Which rule updates the matrices inside the layers; embeddings, head and norms always follow AdamW.</summary>
public enum OptimizerKind
{
    /// <summary>AdamW (Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101), the paper's choice.</summary>
    AdamW,

    /// <summary>Muon: momentum whose singular values are made equal (Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/).</summary>
    Muon,
}
