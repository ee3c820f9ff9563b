using System.CommandLine;
using AgentTuning.Llama.Models;

namespace AgentTuning.Cli.Training;

/// <summary>The options of <c>train</c>.</summary>
sealed class TrainOptions
{
    readonly TrainModelOptions _model = new();
    readonly TrainDataOptions _data = new();
    readonly TrainStepOptions _step = new();
    readonly TrainLoraOptions _lora = new();
    readonly TrainMachineOptions _machine = new();

    /// <summary>In the order of the help.</summary>
    public IReadOnlyList<OptionGroup> Groups => [_model.Model, _data.Group, _step.Group, _lora.Group, _machine.Group, _model.Shape];

    /// <summary>What the command line asks for.</summary>
    /// <exception cref="UsageException">A file is missing, or a value is out of range.</exception>
    public TrainingRequest Read(ParseResult result)
    {
        try
        {
            var options = _machine.AddTo(_step.AddTo(new(), result), _model.IsNew(result), result);
            var request = new TrainingRequest
            {
                Options = options,
                Shape = LlamaPresets.Small(1024),
                IsPlanOnly = _machine.IsPlanOnly(result),
                IgnoresMemory = _machine.IgnoresMemory(result),
            };
            return _lora.AddTo(_data.AddTo(_model.AddTo(_machine.AddTo(request, result), result), result), result);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new UsageException(exception.Message.ReplaceLineEndings(" "));
        }
    }
}
