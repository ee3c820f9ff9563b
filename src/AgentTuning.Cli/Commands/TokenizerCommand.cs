using System.CommandLine;
using AgentTuning.Cli.Tokenizers;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning tokenizer</c>: looks at the tokenizers of models.</summary>
static class TokenizerCommand
{
    public static Command Create(CommandContext context) => new("tokenizer", "Compare a model's tokenizer with another implementation.")
    {
        TokenizerCheck.Create(context),
    };
}
