using AgentTuning.Tasks;

namespace AgentTuning.Environments.WebShop;

/// <summary>Names a generated catalogue.</summary>
/// <param name="Seed">Of its products and goals.</param>
/// <param name="Split">Catalogues of train and test share no product.</param>
/// <param name="Products">How many products it has.</param>
public sealed record GeneratedCatalogueName(int Seed, TaskSplit Split, int Products);
