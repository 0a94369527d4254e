namespace AudioIO.Overviews;

/// <summary>Nodes in memory.</summary>
internal sealed class MemoryNodes : INodeStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, (long Tag, byte[] Node)> _nodes = [];

    public void Write(long index, long tag, ReadOnlySpan<byte> node)
    {
        byte[] copy = node.ToArray();
        lock (_lock) _nodes[index] = (tag, copy);
    }

    public bool TryRead(long index, long tag, Span<byte> node)
    {
        (long Tag, byte[] Node) found;
        lock (_lock)
            if (!_nodes.TryGetValue(index, out found) || found.Tag != tag) return false;
        found.Node.CopyTo(node);
        return true;
    }
}
