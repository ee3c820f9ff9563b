namespace AgentTuning.Fitting;

/// <summary>Why an example, or a part of one, has no token with loss: the reasons that are counted.</summary>
public static class WithoutLoss
{
    /// <summary>The model says nothing in it.</summary>
    public const string NoReply = "no reply";

    /// <summary>The model says something, and every reply has its loss switched off.</summary>
    public const string NoReplyHasLoss = "no reply has loss";

    /// <summary>A reply has loss, and the template masks every token of it.</summary>
    public const string TemplateMasksAll = "the template masks every reply";

    /// <summary>What was kept ends before the first token with loss.</summary>
    public const string TruncatedBeforeFirstReply = "truncated before the first reply with loss";

    /// <summary>Not even one exchange with loss fits.</summary>
    public const string NoPartFits = "no exchange with loss fits";

    /// <summary>It holds a single token or none, and nothing predicts the first.</summary>
    public const string NothingToPredict = "fewer than two tokens";
}
