using AgentTuning.Datasets;
using AgentTuning.Fitting;
using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;

namespace AgentTuning.Cli.Training;

/// <summary>Examples that fit, and what making them fit has cost.</summary>
/// <param name="Data">What to train on and measure with.</param>
/// <param name="Fit">Of the training examples.</param>
/// <param name="ValidationFit">Of the validation examples.</param>
sealed record FittedExamples(TrainingExamples Data, FitReport Fit, FitReport ValidationFit)
{
    /// <summary>Encodes everything that was read.</summary>
    /// <exception cref="InvalidDataException">A conversation cannot be rendered, or an example is to be refused.</exception>
    public static FittedExamples Create(TrainingSources sources, IChatTemplate template, ITokenizer tokenizer, FitOptions options)
    {
        var fitter = new ExampleFitter(template, tokenizer, options);
        var validationFitter = new ExampleFitter(template, tokenizer, options);
        var examples = new List<TokenizedExample>();
        var pools = new List<DrawPool>();
        examples.AddRange(sources.Conversations.SelectMany(fitter.Fit));
        examples.AddRange(sources.Texts.SelectMany(fitter.Fit));
        foreach (var pool in sources.Pools)
        {
            var before = examples.Count;
            examples.AddRange(pool.Conversations.SelectMany(fitter.Fit));
            pools.Add(new(pool.Source.Name, pool.Source.IsAgent, pool.Source.Weight, examples.Count - before));
        }

        TokenizedExample[] validation = [.. sources.Validation.SelectMany(validationFitter.Fit)];
        return new(new() { Examples = examples, Pools = pools, Validation = validation }, fitter.Finish(), validationFitter.Finish());
    }
}
