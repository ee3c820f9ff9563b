namespace AgentTuning.Llama.Models;

/// <summary>The matrices of a decoder layer. Some hold several projections one below the other.</summary>
enum LayerMatrix
{
    /// <summary>Query, key and value projection.</summary>
    QueryKeyValue,

    /// <summary>The projection behind attention.</summary>
    Output,

    /// <summary>Gate and up projection.</summary>
    GateUp,

    /// <summary>The projection behind the activation.</summary>
    Down,
}
