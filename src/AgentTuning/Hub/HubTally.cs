namespace AgentTuning.Hub;

/// <summary>Counts the bytes of a download.</summary>
/// <param name="progress">Is told; null tells nobody.</param>
sealed class HubTally(IProgress<HubProgress>? progress)
{
    long _finished;
    long _total;

    /// <summary>Adds files to what is wanted.</summary>
    public void Expect(IEnumerable<HubFile> files) => _total += files.Sum(file => file.Size ?? 0);

    /// <summary>Says how many bytes of a file are here.</summary>
    public void Report(HubFile file, long bytes) => progress?.Report(new(file.Name, _finished + bytes, _total));

    /// <summary>Says that a file is here.</summary>
    public void Finish(HubFile file)
    {
        _finished += file.Size ?? 0;
        progress?.Report(new(file.Name, _finished, _total));
    }
}
