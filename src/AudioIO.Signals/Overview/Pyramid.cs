namespace AudioIO.Overviews;

/// <summary>
/// The levels of one stretch, appended to by one thread at a time and read by any number. Full nodes are in the store; the one of each
/// level that is not full is in memory, where it is large only until the pyramid is finished.
/// </summary>
/// <param name="shape">How it lies in the store.</param>
/// <param name="reduction">Makes an entry of those of the level below.</param>
/// <param name="store">Where nodes are kept.</param>
/// <param name="firstNode">Place of its first node in the store.</param>
internal sealed class Pyramid(PyramidShape shape, IEntryReduction reduction, INodeStore store, long firstNode)
{
    // Larger ones of thousands of finished pyramids would be hundreds of MB; smaller ones are worth being at hand.
    private const int MostBytesAtHand = 1 << 14;

    private readonly Lock _lock = new();
    private readonly List<LevelEnd> _levels = [new(shape.NodeBytes)];
    private long _frames;
    private long _damagedFrom = long.MaxValue;
    private bool _isFinished;
    private int _version;

    public PyramidShape Shape => shape;

    /// <summary>Frames that are there: up to the end of the last entry of level 0.</summary>
    public long Frames
    {
        get
        {
            lock (_lock) return Math.Min(_frames, _damagedFrom);
        }
    }

    /// <summary>Frames that full nodes hold: what a store has of them if the program dies now.</summary>
    public long StoredFrames
    {
        get
        {
            lock (_lock)
                return _isFinished && _damagedFrom == long.MaxValue ? _frames : Math.Min(_frames, _damagedFrom) / shape.NodeFrames * shape.NodeFrames;
        }
    }

    public bool IsFinished
    {
        get
        {
            lock (_lock) return _isFinished && _damagedFrom == long.MaxValue;
        }
    }

    /// <summary>What is there at this moment. The version grows when what was read before may be something else now.</summary>
    public (int Version, long Frames, bool IsFinished) Snapshot()
    {
        lock (_lock) return (_version, Math.Min(_frames, _damagedFrom), _isFinished && _damagedFrom == long.MaxValue);
    }

    /// <summary>Says that the entries from a frame on may be others now: <see cref="Restore"/> is to be called before more are appended.</summary>
    public void Doubt(long frame)
    {
        lock (_lock)
        {
            if (frame < _frames) _damagedFrom = Math.Min(_damagedFrom, frame - (frame % shape.NodeFrames));
        }
    }

    /// <summary>True after a node was found damaged or doubtful, until <see cref="Restore"/>.</summary>
    public bool IsDamaged
    {
        get
        {
            lock (_lock) return _damagedFrom != long.MaxValue;
        }
    }

    /// <summary>Room for the next entries of level 0, at least one; for the one who appends.</summary>
    public Span<byte> Free => _levels[0].Node.AsSpan(_levels[0].Count * shape.EntryBytes);

    /// <summary>Takes entries that were put into <see cref="Free"/>, all of them of all their frames.</summary>
    public void Commit(int entries)
    {
        lock (_lock)
        {
            for (int i = 0; i < entries; i++) AddEntry(0);
            _frames += (long)entries * shape.EntryFrames;
        }
    }

    /// <summary>
    /// Ends the pyramid: what is left over in each level becomes an entry of the next one, and the nodes that are not full go into the store.
    /// </summary>
    /// <param name="lastFrames">Frames of a last entry that was put into <see cref="Free"/>; 0: there is none.</param>
    public void Finish(int lastFrames)
    {
        lock (_lock)
        {
            _frames += lastFrames;
            if (lastFrames > 0) _levels[0].Count++;
            int levels = shape.Levels(_frames);
            for (int level = 0; level + 1 < levels; level++)
            {
                LevelEnd end = _levels[level];
                int rest = end.Count % shape.Arity;
                if (level + 1 == _levels.Count) _levels.Add(new LevelEnd(shape.NodeBytes));
                if (!IsWhole(level)) ReduceLast(level, rest == 0 ? shape.Arity : rest);
            }
            long index = firstNode + shape.NodesBefore(shape.FullNodes(0, _frames));
            for (int level = 0; level < levels; level++)
            {
                int entries = shape.TailEntries(level, _frames);
                if (entries == 0) continue;
                // What a longer node has left behind it is no entry.
                _levels[level].Node.AsSpan(entries * shape.EntryBytes).Clear();
                store.Write(index++, _frames, _levels[level].Node);
            }
            _isFinished = true;
            LetGo();
        }

        // Whether the entries of the next level cover all of this one.
        bool IsWhole(int level) => shape.Entries(level + 1, _frames) == (shape.FullNodes(level + 1, _frames) * shape.NodeEntries) +
            _levels[level + 1].Count;
    }

    /// <summary>Goes back to what full nodes of level 0 hold, so that it can be appended to, or takes up what a store has.</summary>
    /// <param name="frames">Frames to keep, rounded down to whole nodes.</param>
    public void Restore(long frames)
    {
        lock (_lock)
        {
            _version++;
            _isFinished = false;
            _damagedFrom = long.MaxValue;
            long kept = frames - (frames % shape.NodeFrames);
            while (!TryRestore(kept, out long sound)) kept = sound - (sound % shape.NodeFrames);
        }
    }

    /// <summary>Takes up a finished pyramid from the store.</summary>
    /// <returns>False where its tail is not there: it can be restored then.</returns>
    public bool TryTakeUp(long frames)
    {
        lock (_lock)
        {
            _version++;
            _levels.Clear();
            long index = firstNode + shape.NodesBefore(shape.FullNodes(0, frames));
            for (int level = 0; level < shape.Levels(frames); level++)
            {
                var end = new LevelEnd(shape.NodeBytes) { Count = shape.TailEntries(level, frames) };
                _levels.Add(end);
                if (end.Count > 0 && !store.TryRead(index++, frames, end.Node)) return false;
            }
            _frames = frames;
            _isFinished = true;
            _damagedFrom = long.MaxValue;
            LetGo();
            return true;
        }
    }

    /// <summary>Copies a node.</summary>
    /// <param name="level">The level.</param>
    /// <param name="node">Number of the node within its level.</param>
    /// <param name="entries">How many entries of it are wanted.</param>
    /// <param name="version">That of the <see cref="Snapshot"/> in which they were there.</param>
    /// <param name="destination">Room for a node.</param>
    /// <returns>False where they are not there, or no longer, or damaged.</returns>
    public bool TryCopy(int level, long node, int entries, int version, Span<byte> destination)
    {
        (long index, long tag) = (firstNode + shape.NodeIndex(level, node), 0);
        lock (_lock)
        {
            if (version != _version || level >= _levels.Count) return false;
            if (node >= shape.FullNodes(level, _frames))
            {
                if (node > shape.FullNodes(level, _frames) || entries > _levels[level].Count) return false;
                if (_levels[level].IsAtHand)
                {
                    _levels[level].Node.CopyTo(destination);
                    return true;
                }
                (index, tag) = (TailIndex(level), _frames);
            }
        }
        if (store.TryRead(index, tag, destination)) return true;
        lock (_lock)
        {
            // A node of an upper level is wrong: those below it have to be gone through again, and are all in front of it.
            if (version == _version) _damagedFrom = Math.Min(_damagedFrom, node * shape.FramesOf(level) * shape.NodeEntries);
        }
        return false;
    }

    /// <summary>Place of the node of a level that is not full, of a finished pyramid.</summary>
    private long TailIndex(int level)
    {
        long index = firstNode + shape.NodesBefore(shape.FullNodes(0, _frames));
        for (int below = 0; below < level; below++)
            if (shape.TailEntries(below, _frames) > 0) index++;
        return index;
    }

    private void LetGo()
    {
        if (shape.NodeBytes <= MostBytesAtHand) return;
        foreach (LevelEnd end in _levels) end.LetGo();
    }

    private void AddEntry(int level)
    {
        LevelEnd end = _levels[level];
        end.Count++;
        bool isGroup = end.Count % shape.Arity == 0;
        if (isGroup)
        {
            if (level + 1 == _levels.Count) _levels.Add(new LevelEnd(shape.NodeBytes));
            Reduce(end, shape.Arity, shape.FramesOf(level), shape.FramesOf(level), _levels[level + 1]);
        }
        if (end.Count == shape.NodeEntries)
        {
            store.Write(firstNode + shape.NodeIndex(level, end.Nodes++), 0, end.Node);
            end.Count = 0;
        }
        if (isGroup) AddEntry(level + 1);
    }

    private void ReduceLast(int level, int entries)
    {
        long frames = shape.FramesOf(level);
        long last = _frames - ((shape.Entries(level, _frames) - 1) * frames);
        Reduce(_levels[level], entries, frames, last, _levels[level + 1]);
        _levels[level + 1].Count++;
    }

    private void Reduce(LevelEnd from, int entries, long frames, long lastFrames, LevelEnd to)
    {
        int bytes = shape.EntryBytes;
        reduction.Reduce(
            from.Node.AsSpan((from.Count - entries) * bytes, entries * bytes), frames, lastFrames, to.Node.AsSpan(to.Count * bytes, bytes));
    }

    /// <summary>The ends of all levels over full nodes of level 0, computed from what is in the store.</summary>
    private bool TryRestore(long frames, out long sound)
    {
        _levels.Clear();
        _frames = frames;
        sound = 0;
        byte[] node = new byte[shape.NodeBytes];
        for (int level = 0; level == 0 || frames / shape.FramesOf(level) > 0; level++)
        {
            long full = shape.FullNodes(level, frames);
            var end = new LevelEnd(shape.NodeBytes) { Nodes = full };
            _levels.Add(end);
            long entries = (frames / shape.FramesOf(level)) - (full * shape.NodeEntries);
            for (long i = 0; i < entries; i++)
            {
                // The entries below it lie in one node, for nodes hold whole groups.
                long below = ((full * shape.NodeEntries) + i) * shape.Arity;
                (long number, long at) = Math.DivRem(below, shape.NodeEntries);
                LevelEnd ends = _levels[level - 1];
                if (number >= ends.Nodes) ends.Node.CopyTo(node.AsSpan());
                else if (at == 0 || i == 0)
                {
                    if (!store.TryRead(firstNode + shape.NodeIndex(level - 1, number), 0, node))
                    {
                        sound = Math.Min(frames - 1, number * shape.FramesOf(level - 1) * shape.NodeEntries);
                        return false;
                    }
                }
                long each = shape.FramesOf(level - 1);
                reduction.Reduce(
                    node.AsSpan((int)at * shape.EntryBytes, shape.Arity * shape.EntryBytes), each, each,
                    end.Node.AsSpan(end.Count * shape.EntryBytes, shape.EntryBytes));
                end.Count++;
            }
        }
        return true;
    }

    /// <summary>The node of a level that is not full.</summary>
    private sealed class LevelEnd(int nodeBytes)
    {
        private byte[]? _node;
        private bool _isGone;

        /// <summary>False where it was let go, and is in the store alone.</summary>
        public bool IsAtHand => !_isGone;

        public byte[] Node => _node ??= new byte[nodeBytes];

        public int Count { get; set; }

        /// <summary>Number of nodes before it.</summary>
        public long Nodes { get; set; }

        public void LetGo() => (_node, _isGone) = (null, true);
    }
}
