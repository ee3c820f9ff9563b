namespace AgentTuning.Llama.Training;

/// <summary>A step that was done.</summary>
/// <param name="Line">Its metrics, those that need a clock or the validation examples left out.</param>
/// <param name="Flops">Floating-point operations of its matrix products; see <see cref="FlopCount"/>.</param>
readonly record struct TrainedStep(MetricsLine Line, double Flops);
