namespace AudioIO.Samples.Viewer;

/// <summary>Tiles that were made before, the most recently used ones, up to a number of bytes. For any number of threads.</summary>
/// <param name="maxBytes">Most bytes that are kept.</param>
internal sealed class TileMemory(long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Kept>> _tiles = [];
    private readonly LinkedList<Kept> _order = new();
    private long _bytes;

    /// <summary>A tile that is kept, and what it was made of; null where it is not.</summary>
    public (byte[] Tile, string Taken)? Find(string key)
    {
        lock (_lock)
        {
            if (!_tiles.TryGetValue(key, out LinkedListNode<Kept>? node)) return null;
            _order.Remove(node);
            _order.AddLast(node);
            return (node.Value.Tile, node.Value.Taken);
        }
    }

    /// <summary>Keeps a tile, and forgets those that were not used for longest.</summary>
    public void Keep(string key, (byte[] Tile, string Taken) made)
    {
        lock (_lock)
        {
            if (made.Tile.Length > maxBytes || _tiles.ContainsKey(key)) return;
            _tiles.Add(key, _order.AddLast(new Kept(key, made.Tile, made.Taken)));
            _bytes += made.Tile.Length;
            while (_bytes > maxBytes)
            {
                Kept oldest = _order.First!.Value;
                _order.RemoveFirst();
                _tiles.Remove(oldest.Key);
                _bytes -= oldest.Tile.Length;
            }
        }
    }

    private sealed record Kept(string Key, byte[] Tile, string Taken);
}
