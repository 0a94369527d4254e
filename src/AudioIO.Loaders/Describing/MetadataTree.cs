using AudioIO.Containers;

namespace AudioIO.Describing;

/// <summary>The tree while it grows: counts what is added and says what is not.</summary>
internal sealed class MetadataTree(DiagnosticLog log, string? path, bool keepEmpty)
{
    /// <summary>Real files have a few hundred; a hostile one cannot make more than this.</summary>
    public const int MaxNodes = 65_536;

    private readonly List<MetadataSection> _sections = [];
    private readonly Dictionary<string, MetadataSection> _byName = new(StringComparer.Ordinal);
    private int _nodes;

    public IReadOnlyList<MetadataSection> Sections => _sections;

    /// <summary>The section of this name at the top, added if it is new.</summary>
    public MetadataSection Section(string name)
    {
        if (!_byName.TryGetValue(name, out MetadataSection? section)) _byName[name] = section = AddSection(name, null);
        return section;
    }

    /// <summary>A new section, also where one of this name exists; beyond the limit one that belongs to nothing.</summary>
    public MetadataSection AddSection(string name, MetadataSection? parent)
    {
        if (!Count()) return new MetadataSection(name);
        var section = new MetadataSection(name, parent);
        if (parent is null) _sections.Add(section);
        return section;
    }

    public void Add(MetadataSection section, string key, string text, string? plainName = null)
    {
        if (text.Length == 0 && !keepEmpty) return;
        if (Count()) section.Add(new MetadataEntry(key, text, plainName));
    }

    /// <summary>Reports a fault of a chunk or block; the message says what was expected and what was found.</summary>
    public void Report(Chunk chunk, string message) =>
        Report(chunk.Position, $"Chunk {chunk.Id.TrimEnd()} at byte {chunk.Position}: {message}");

    public void Report(long? position, string message) =>
        log.Add(new Diagnostic(DiagnosticKind.Metadata, message) { Position = position, Path = path });

    public void Report(DiagnosticKind kind, long? position, string message) =>
        log.Add(new Diagnostic(kind, message) { Position = position, Path = path });

    private bool Count()
    {
        if (_nodes < MaxNodes)
        {
            _nodes++;
            return true;
        }
        Report(null, $"Metadata beyond the first {MaxNodes} sections and values are left out; the raw chunks hold them.");
        return false;
    }
}
