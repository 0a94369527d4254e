namespace AudioIO.Overviews;

/// <summary>
/// How the levels of an overview lie in a file: pure arithmetic. Level 0 has an entry for every so many frames, each further one an entry for
/// so many entries of the one before (Arity). So many entries of a level (NodeEntries) make a node, the piece that is written and checked as
/// a whole.
/// <para>
/// Nodes are appended as they become full: after 256 entries of level 0 its node; after Arity of those the node of level 1, and so on. So a
/// file is only ever appended to, nothing is kept twice, where a node lies follows from its number, and the entries of any level that a view
/// needs lie together in pieces of a few KiB. Behind the last full node of level 0 lie the nodes that are not full, one of each level: the
/// tail, once the recording has ended.
/// </para>
/// </summary>
/// <param name="EntryBytes">Bytes of an entry.</param>
/// <param name="EntryFrames">Frames of an entry of level 0.</param>
/// <param name="NodeEntries">Entries of a node, a multiple of <paramref name="Arity"/>.</param>
/// <param name="Arity">Entries that make one of the next level.</param>
internal sealed record PyramidShape(int EntryBytes, int EntryFrames, int NodeEntries, int Arity)
{
    public int NodeBytes => EntryBytes * NodeEntries;

    /// <summary>Frames of a full node of level 0.</summary>
    public long NodeFrames => (long)EntryFrames * NodeEntries;

    /// <summary>Frames of a full entry; long.MaxValue where a long cannot hold it.</summary>
    public long FramesOf(int level)
    {
        long frames = EntryFrames;
        for (; level > 0; level--)
        {
            if (frames > long.MaxValue / Arity) return long.MaxValue;
            frames *= Arity;
        }
        return frames;
    }

    /// <summary>Entries of a level over so many frames, the last of which may be of fewer.</summary>
    public long Entries(int level, long frames)
    {
        long each = FramesOf(level);
        return (frames / each) + (frames % each == 0 ? 0 : 1);
    }

    /// <summary>Number of levels over so many frames: up to the first one with fewer entries than make one of the next.</summary>
    public int Levels(long frames)
    {
        int levels = 1;
        while (Entries(levels - 1, frames) >= Arity) levels++;
        return levels;
    }

    /// <summary>Place of a full node among all nodes.</summary>
    public long NodeIndex(int level, long node)
    {
        long last = node; // the node of level 0 with which it becomes full
        for (int i = 0; i < level; i++) last = (last * Arity) + Arity - 1;
        return NodesBefore(last) + level;
    }

    /// <summary>Number of nodes that are written before a full one of level 0.</summary>
    public long NodesBefore(long node)
    {
        long nodes = 0;
        for (; node > 0; node /= Arity) nodes += node;
        return nodes;
    }

    /// <summary>Number of nodes of a level that are full, over so many frames.</summary>
    public long FullNodes(int level, long frames)
    {
        long each = FramesOf(level);
        return each > long.MaxValue / NodeEntries ? 0 : frames / (each * NodeEntries);
    }

    /// <summary>Number of nodes of a finished pyramid, those that are not full included.</summary>
    public long AllNodes(long frames)
    {
        long nodes = NodesBefore(FullNodes(0, frames));
        for (int level = 0; level < Levels(frames); level++)
            if (TailEntries(level, frames) > 0) nodes++;
        return nodes;
    }

    /// <summary>Entries of a level that lie in no full node.</summary>
    public int TailEntries(int level, long frames) =>
        // At most those of a node: all but one of them fill less than one.
        (int)(Entries(level, frames) - (FullNodes(level, frames) * NodeEntries));
}
