using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>The parts of a store file while they grow, each a temporary file of its own.</summary>
sealed class SectionFiles : IDisposable
{
    const int BufferSize = 1 << 16;

    readonly SafeFileHandle[] _handles = new SafeFileHandle[KnowledgeFileHeader.SectionCount];
    readonly PositionWriter[] _writers = new PositionWriter[KnowledgeFileHeader.SectionCount];

    public SectionFiles(string folder)
    {
        for (var i = 0; i < _handles.Length; i++)
        {
            _handles[i] = File.OpenHandle(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"part-{i}")), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
            _writers[i] = new PositionWriter(_handles[i], 0, BufferSize);
        }
    }

    public PositionWriter this[KnowledgeSection section] => _writers[(int)section];

    public SafeFileHandle Handle(KnowledgeSection section) => _handles[(int)section];

    /// <summary>Brings every part into its file.</summary>
    public void Flush()
    {
        foreach (var writer in _writers)
            writer.Flush();
    }

    public void Dispose()
    {
        foreach (var handle in _handles)
            handle?.Dispose();
    }
}
