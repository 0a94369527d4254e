namespace AudioIO.Overviews;

/// <summary>Reads entries of a pyramid as it is now, for one view: of every level the node read last is at hand.</summary>
internal sealed class PyramidReader
{
    private readonly Pyramid _pyramid;
    private readonly int _version;
    private readonly List<(byte[] Node, long Number)> _nodes = [];

    public PyramidReader(Pyramid pyramid)
    {
        _pyramid = pyramid;
        (_version, Frames, IsFinished) = pyramid.Snapshot();
        Levels = pyramid.Shape.Levels(Frames);
    }

    /// <summary>Frames that are there.</summary>
    public long Frames { get; }

    /// <summary>Whether the last entries may have fewer frames than the others.</summary>
    public bool IsFinished { get; }

    /// <summary>Number of levels that have an entry.</summary>
    public int Levels { get; }

    /// <summary>Whether it went on under the reader in a way that changes what it has read.</summary>
    public bool IsStale => _version != _pyramid.Snapshot().Version;

    /// <summary>An entry, all frames of which are there. Valid until the next call.</summary>
    /// <returns>Empty where it cannot be had.</returns>
    public ReadOnlySpan<byte> Entry(int level, long entry)
    {
        PyramidShape shape = _pyramid.Shape;
        (long node, long at) = Math.DivRem(entry, shape.NodeEntries);
        while (_nodes.Count <= level) _nodes.Add((new byte[shape.NodeBytes], -1));
        if (_nodes[level].Number != node)
        {
            long there = (IsFinished ? shape.Entries(level, Frames) : Frames / shape.FramesOf(level)) - (node * shape.NodeEntries);
            int entries = (int)Math.Min(there, shape.NodeEntries);
            if (entries <= at || !_pyramid.TryCopy(level, node, entries, _version, _nodes[level].Node)) return default;
            _nodes[level] = (_nodes[level].Node, node);
        }
        return _nodes[level].Node.AsSpan((int)at * shape.EntryBytes, shape.EntryBytes);
    }
}
