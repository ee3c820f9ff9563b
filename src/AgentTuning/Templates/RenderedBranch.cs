using AgentTuning.Templates.Jinja;
using AgentTuning.Tokenization;

namespace AgentTuning.Templates;

/// <summary>A rendering of a conversation, or of its beginning, and what of it the model wrote.</summary>
/// <param name="TurnCount">How many turns it has, from the first.</param>
/// <param name="Text">The rendering.</param>
/// <param name="Own">The replies with loss that stand there as they were generated, in order.</param>
/// <param name="Ids">Of the whole text, but for a prompt whose last token would else reach into the reply: then of the prompt and of the rest. Null without a vocabulary.</param>
sealed record RenderedBranch(int TurnCount, TracedText Text, IReadOnlyList<OwnSpan> Own, TokenizedText? Ids);
