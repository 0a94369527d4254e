namespace AudioIO;

/// <summary>A value of a file's metadata under its key.</summary>
public sealed record MetadataEntry
{
    /// <summary>The key as the file has it: <c>INAM</c>, <c>Timestamp</c>, <c>FILE_UID</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The value as text.</summary>
    public required string Text { get; init; }

    /// <summary>A second name that finds the value as well (<c>Title</c> for <c>INAM</c>); null where there is none.</summary>
    public string? PlainName { get; init; }
}

/// <summary>A named part of a file's metadata: values under keys, and further sections.</summary>
public sealed class MetadataSection
{
    private readonly MetadataSection? _parent;
    private readonly List<MetadataEntry> _entries = [];
    private readonly List<MetadataSection> _sections = [];

    internal MetadataSection(string name, MetadataSection? parent = null)
    {
        Name = name;
        _parent = parent;
        parent?._sections.Add(this);
    }

    /// <summary>Name of the section, as <c>INFO</c> or <c>TRACK_LIST</c>.</summary>
    public string Name { get; }

    /// <summary>Keys and values in the order of the file. A key may occur more than once.</summary>
    public IReadOnlyList<MetadataEntry> Entries => _entries;

    /// <summary>The sections within this one, in the order of the file.</summary>
    public IReadOnlyList<MetadataSection> Sections => _sections;

    internal void Add(MetadataEntry entry) => _entries.Add(entry);

    /// <summary>
    /// True if <paramref name="path"/> names the entry of this section: its key or plain name, preceded by as many names of
    /// enclosing sections as the path has. Compared from the end, because keys may hold the separator themselves.
    /// </summary>
    internal bool Matches(MetadataEntry entry, ReadOnlySpan<char> path, out bool isWhole) =>
        MatchesKey(entry.Key, path, out isWhole) || (entry.PlainName is { } name && MatchesKey(name, path, out isWhole));

    private bool MatchesKey(string key, ReadOnlySpan<char> path, out bool isWhole)
    {
        MetadataSection? section = this;
        string name = key;
        while (true)
        {
            isWhole = section is null;
            if (!EndsWith(path, name)) return false;
            path = path[..^name.Length];
            if (path.IsEmpty) return true;
            if (section is null || !IsSeparator(path[^1])) return false;
            path = path[..^1];
            name = section.Name;
            section = section._parent;
        }
    }

    private static bool EndsWith(ReadOnlySpan<char> path, string name)
    {
        if (path.Length < name.Length) return false;
        ReadOnlySpan<char> end = path[^name.Length..];
        for (int i = 0; i < end.Length; i++)
        {
            bool isEqual = end[i] == name[i] || char.ToUpperInvariant(end[i]) == char.ToUpperInvariant(name[i]) ||
                           (IsSeparator(end[i]) && IsSeparator(name[i]));
            if (!isEqual) return false;
        }
        return true;
    }

    // GUANO separates namespaces by a bar, everything else here by a point; either finds both.
    private static bool IsSeparator(char c) => c is '.' or '|';
}
