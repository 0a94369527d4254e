namespace AudioIO.Samples.Viewer;

/// <summary>Tiles that were made before, the most recently used ones, up to a number of bytes. For any number of threads.</summary>
/// <param name="maxBytes">Most bytes that are kept.</param>
internal sealed class TileMemory(long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Kept>> _tiles = [];
    private readonly LinkedList<Kept> _order = new();
    private long _bytes;

    /// <summary>A tile that is kept; null where it is not.</summary>
    public MadeTile? Find(string key)
    {
        lock (_lock)
        {
            if (!_tiles.TryGetValue(key, out LinkedListNode<Kept>? node)) return null;
            _order.Remove(node);
            _order.AddLast(node);
            return node.Value.Tile;
        }
    }

    /// <summary>Keeps a tile, and forgets those that were not used for longest.</summary>
    public void Keep(string key, MadeTile tile)
    {
        lock (_lock)
        {
            if (tile.Bytes.Length > maxBytes || _tiles.ContainsKey(key)) return;
            _tiles.Add(key, _order.AddLast(new Kept(key, tile)));
            _bytes += tile.Bytes.Length;
            while (_bytes > maxBytes)
            {
                Kept oldest = _order.First!.Value;
                _order.RemoveFirst();
                _tiles.Remove(oldest.Key);
                _bytes -= oldest.Tile.Bytes.Length;
            }
        }
    }

    private sealed record Kept(string Key, MadeTile Tile);
}

/// <summary>A tile as it is sent.</summary>
/// <param name="Bytes">Its values.</param>
/// <param name="Taken">What it was made of: <c>4/128</c> are 4 of 128 spectra of every column.</param>
/// <param name="IsFinal">False where it will become another one when more of the overview is there.</param>
internal sealed record MadeTile(byte[] Bytes, string Taken, bool IsFinal);
