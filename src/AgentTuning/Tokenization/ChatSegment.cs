namespace AgentTuning.Tokenization;

/// <summary>A part of a rendered conversation that is encoded by itself: one turn with its markers.</summary>
/// <param name="Text">The text without the special tokens around it.</param>
/// <param name="IsReply">True where the model wrote it and a closing token follows; false where an opening token leads.</param>
/// <param name="HasLoss">True where the mask covers it and its closing token.</param>
/// <param name="IsEmptyReply">True where the model said nothing.</param>
/// <param name="Place">The turn, counted from 1, for messages.</param>
sealed record ChatSegment(string Text, bool IsReply, bool HasLoss, bool IsEmptyReply, string Place);
