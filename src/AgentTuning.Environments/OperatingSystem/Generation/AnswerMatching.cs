namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>How a question's answer is compared.</summary>
enum AnswerMatching
{
    /// <summary>As whole numbers.</summary>
    Integer,

    /// <summary>As texts without the blanks around them.</summary>
    Text,

    /// <summary>As sizes: <c>12K</c> is <c>12288</c>.</summary>
    Size,

    /// <summary>With the text of the record, since the answer is a property of the agent's own shell.</summary>
    Record,
}
