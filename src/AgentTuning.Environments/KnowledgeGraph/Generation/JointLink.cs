namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>A way from two things over the mediators they share to a third.</summary>
/// <param name="First">The role of the first thing.</param>
/// <param name="Second">The role of the second.</param>
/// <param name="Exit">The role of the third.</param>
/// <param name="Post">How the third is described, with <c>{a}</c> and <c>{b}</c>.</param>
sealed record JointLink(MediatorRole First, MediatorRole Second, MediatorRole Exit, string Post);
