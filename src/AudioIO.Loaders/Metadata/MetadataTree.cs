namespace AudioIO;

/// <summary>The tree while it grows. Sections, values and faults are counted; beyond the limit reading ends, and says so.</summary>
internal sealed class MetadataTree(DiagnosticLog log, string? path, bool keepEmpty)
{
    /// <summary>Real files have a few hundred sections and values; a hostile one cannot cost more than this.</summary>
    public const int MaxNodes = 65_536;

    private readonly List<MetadataSection> _sections = [];
    private readonly Dictionary<string, (MetadataSection Section, long Position)> _byName = new(StringComparer.Ordinal);
    private int _nodes;

    public IReadOnlyList<MetadataSection> Sections => _sections;

    /// <summary>True when something was left out: there is no use in reading on.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The section of this name at the top, added if it is new.</summary>
    public MetadataSection Section(string name, Chunk chunk)
    {
        if (!_byName.TryGetValue(name, out (MetadataSection Section, long) known))
            _byName[name] = known = (AddSection(name, null), chunk.Position);
        return known.Section;
    }

    /// <summary>Position in bytes of the first chunk that a section at the top was read from; null where there is none.</summary>
    public long? PositionOf(string name) => _byName.TryGetValue(name, out (MetadataSection, long Position) known) ? known.Position : null;

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
        if (Count()) section.Add(new MetadataEntry { Key = key, Text = text, PlainName = plainName });
    }

    /// <summary>Reports a fault of a chunk or block; the message says what was expected and what was found.</summary>
    public void Report(Chunk chunk, string message) =>
        Report(chunk.Position, $"Chunk {chunk.Id.TrimEnd()} at byte {chunk.Position}: {message}");

    public void Report(long? position, string message, DiagnosticKind kind = DiagnosticKind.Metadata)
    {
        if (Count()) Log(position, message, kind);
    }

    private bool Count()
    {
        if (_nodes < MaxNodes)
        {
            _nodes++;
            return true;
        }
        string message = $"Metadata beyond the first {MaxNodes} sections and values are left out; the raw chunks hold them.";
        if (!IsFull) Log(null, message, DiagnosticKind.Metadata);
        IsFull = true;
        return false;
    }

    private void Log(long? position, string message, DiagnosticKind kind) =>
        log.Add(new Diagnostic(kind, message) { Position = position, Path = path });
}
