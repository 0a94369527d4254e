namespace AudioIO.Derived;

/// <summary>
/// The tiles computed last, a few of them, for any number of threads. A tile that several threads want is computed once; one that fails is
/// computed again by whoever wants it next. What a tile holds does not depend on whether it was remembered.
/// </summary>
/// <param name="tileValues">Values of a whole tile.</param>
/// <param name="valueBytes">Bytes of a value.</param>
internal sealed class TileCache<T>(long tileValues, int valueBytes)
    where T : unmanaged
{
    // Two neighbours for a window that lies over both, and two more for a second reader, unless tiles are large.
    private const int MaxTiles = 4, MinTiles = 2;
    private const long MaxBytes = 1 << 26;

    private readonly int _capacity = (int)Math.Clamp(MaxBytes / (tileValues * valueBytes), MinTiles, MaxTiles);
    private readonly Lock _lock = new();
    private readonly List<Tile<T>> _tiles = new(MaxTiles);
    private long _uses;

    /// <summary>The tile of that place; its content is valid under its own lock only. To be given back.</summary>
    /// <param name="stretchStart">First source frame of the stretch.</param>
    /// <param name="index">Number of the tile within the stretch.</param>
    public Tile<T> Rent(long stretchStart, long index)
    {
        lock (_lock)
        {
            Tile<T>? idle = null;
            foreach (Tile<T> tile in _tiles)
            {
                if (tile.StretchStart == stretchStart && tile.Index == index) return Used(tile);
                if (tile.Users == 0 && (idle is null || tile.LastUse < idle.LastUse)) idle = tile;
            }
            if (_tiles.Count < _capacity) _tiles.Add(idle = new Tile<T>());
            else if (idle is null)
            {
                // More threads in more tiles than are remembered: this one is forgotten when it is given back.
                idle = new Tile<T>();
            }
            idle.Forget(stretchStart, index);
            return Used(idle);
        }
    }

    public void Return(Tile<T> tile)
    {
        lock (_lock) tile.Users--;
    }

    /// <summary>Forgets all tiles that nobody reads.</summary>
    public void Clear()
    {
        lock (_lock) _tiles.RemoveAll(tile => tile.Users == 0);
    }

    private Tile<T> Used(Tile<T> tile)
    {
        tile.Users++;
        tile.LastUse = ++_uses;
        return tile;
    }
}
