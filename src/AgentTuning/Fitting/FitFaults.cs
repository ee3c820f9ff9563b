using System.Globalization;
using AgentTuning.Tokenization;

namespace AgentTuning.Fitting;

/// <summary>Examples that are to be refused, counted until all were read.</summary>
sealed class FitFaults(FitOptions options)
{
    readonly SortedDictionary<string, int> _reasons = new(StringComparer.Ordinal);
    TokenizedExample? _longest;
    TokenizedExample? _firstWithoutLoss;
    int _tooLong;

    public void AddTooLong(TokenizedExample example)
    {
        _tooLong++;
        if (_longest is null || example.Length > _longest.Length)
            _longest = example;
    }

    public void AddWithoutLoss(TokenizedExample example, string reason)
    {
        _firstWithoutLoss ??= example;
        _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
    }

    /// <exception cref="InvalidDataException">There is one.</exception>
    public void Raise()
    {
        if (_longest is { } longest)
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Count(_tooLong)} longer than {options.MaxLength} tokens; the longest is '{longest.Id}' with {longest.Length}. "
                + $"Raise the limit, or choose what becomes of them: drop, split at a turn, or truncate."));
        if (_firstWithoutLoss is { } first)
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Count(_reasons.Values.Sum())} without a token that has loss ({string.Join(", ", _reasons.Select(reason => $"{reason.Key}: {reason.Value}"))}), "
                + $"the first is '{first.Id}'. Nothing can be learned from them. Leave them out, or give their replies loss."));
    }

    static string Count(int count) => count == 1 ? "1 example is" : string.Create(CultureInfo.InvariantCulture, $"{count} examples are");
}
