namespace AgentTuning.Llama.Models;

/// <summary>One projection of a decoder layer, as Hugging Face names it, and where it lies in the layer's matrices.</summary>
/// <param name="Name">Such as <c>model.layers.0.self_attn.q_proj</c>.</param>
/// <param name="Layer">From 0.</param>
/// <param name="Matrix">That holds it.</param>
/// <param name="FirstRow">In the matrix.</param>
/// <param name="Outputs">Its rows.</param>
/// <param name="Inputs">Its columns.</param>
/// <param name="FirstInput">The number of its first column when those of all projections of the model are counted through.</param>
sealed record LinearModule(string Name, int Layer, LayerMatrix Matrix, int FirstRow, int Outputs, int Inputs, int FirstInput)
{
    /// <summary>The name of its weight in a checkpoint.</summary>
    public string WeightName => Name + ".weight";

    /// <summary>The last part of the name, such as <c>q_proj</c>.</summary>
    public string ShortName => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>All projections of a model's layers, in their order.</summary>
    public static IReadOnlyList<LinearModule> All(LlamaConfig config)
    {
        var modules = new List<LinearModule>();
        var keys = config.KeyValueHeadCount * config.HeadSize;
        var (hidden, queries, width) = (config.HiddenSize, config.AttentionWidth, config.IntermediateSize);
        var firstInput = 0;
        for (var layer = 0; layer < config.LayerCount; layer++)
        {
            Add("self_attn.q_proj", LayerMatrix.QueryKeyValue, 0, queries, hidden);
            Add("self_attn.k_proj", LayerMatrix.QueryKeyValue, queries, keys, hidden);
            Add("self_attn.v_proj", LayerMatrix.QueryKeyValue, queries + keys, keys, hidden);
            Add("self_attn.o_proj", LayerMatrix.Output, 0, hidden, queries);
            Add("mlp.gate_proj", LayerMatrix.GateUp, 0, width, hidden);
            Add("mlp.up_proj", LayerMatrix.GateUp, width, width, hidden);
            Add("mlp.down_proj", LayerMatrix.Down, 0, hidden, width);

            void Add(string name, LayerMatrix matrix, int firstRow, int outputs, int inputs)
            {
                modules.Add(new($"model.layers.{layer}.{name}", layer, matrix, firstRow, outputs, inputs, firstInput));
                firstInput += inputs;
            }
        }
        return modules;
    }
}
