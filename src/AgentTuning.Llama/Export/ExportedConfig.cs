using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Export;

/// <summary>The <c>config.json</c> of an export: the source's, with what loaders elsewhere ask for.</summary>
static class ExportedConfig
{
    static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes; those given where they say all of it already.</summary>
    /// <param name="bytes">Of the source's file, which was read before.</param>
    /// <param name="config">What it says.</param>
    /// <param name="type">The number type on disk.</param>
    public static byte[] Of(byte[] bytes, LlamaConfig config, WeightType type)
    {
        var root = JsonNode.Parse(bytes)!.AsObject();
        var before = root.DeepClone();
        root["architectures"] ??= new JsonArray($"{config.Family}ForCausalLM");
        if (root.ContainsKey("dtype")) root["dtype"] = ConfigFields.NameOf(type);
        if (root.ContainsKey("torch_dtype") || !root.ContainsKey("dtype")) root["torch_dtype"] = ConfigFields.NameOf(type);
        return JsonNode.DeepEquals(before, root) ? bytes : Encoding.UTF8.GetBytes(root.ToJsonString(Indented) + "\n");
    }
}
