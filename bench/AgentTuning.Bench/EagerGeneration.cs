using System.Diagnostics;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Bench;

/// <summary>Greedy generation with the training model's own forward pass, all conversations in one batch.</summary>
static class EagerGeneration
{
    /// <summary>Seconds for the prompts, and for the replies after their first token.</summary>
    public static (double Prompts, double Replies) Run(LlamaModel model, int[][] prompts, int replyLength)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        int count = prompts.Length, length = prompts[0].Length;
        var cache = new FixedKeyValueCache(model.Config, count, length + replyLength);
        var start = Stopwatch.GetTimestamp();
        var next = Step(model, tensor(prompts.SelectMany(prompt => prompt).Select(id => (long)id).ToArray(), [count, length]), cache);
        var promptSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        start = Stopwatch.GetTimestamp();
        for (var i = 1; i < replyLength; i++)
            next = Step(model, next, cache);
        return (promptSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    static Tensor Step(LlamaModel model, Tensor ids, FixedKeyValueCache cache)
    {
        using var scope = NewDisposeScope();
        var hidden = model.Forward(ids, cache);
        return model.Logits(hidden.narrow(1, hidden.size(1) - 1, 1)).argmax(-1).MoveToOuterDisposeScope(); // (B, 1)
    }
}
