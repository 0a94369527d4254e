namespace AudioIO.Derived;

/// <summary>A tile that is remembered. Its content is read and written under its own lock, the rest under that of the cache.</summary>
internal sealed class Tile<T>
    where T : unmanaged
{
    private T[] _values = [];
    private int _length;
    private long _stretchFrames;
    private long _needsStop;
    private long _revision;

    public Lock Content { get; } = new();

    public long StretchStart { get; private set; }

    public long Index { get; private set; }

    public int Users { get; set; }

    public long LastUse { get; set; }

    public ReadOnlySpan<T> Values => _values.AsSpan(0, _length);

    /// <summary>Makes it another tile, without content. Nobody uses it.</summary>
    public void Forget(long stretchStart, long index)
    {
        (StretchStart, Index) = (stretchStart, index);
        _length = 0;
    }

    /// <summary>Whether it holds what would be computed now, though the stretch may have grown since.</summary>
    public bool Holds(int length, long stretchFrames, long revision) =>
        _length == length && length > 0 && revision == _revision && (stretchFrames == _stretchFrames || _needsStop <= _stretchFrames);

    /// <summary>Room to compute into; empty until <see cref="Complete"/> says that it was filled.</summary>
    public Span<T> Begin(int length)
    {
        _length = 0;
        if (_values.Length < length) _values = new T[length];
        return _values.AsSpan(0, length);
    }

    /// <param name="length">Number of values.</param>
    /// <param name="stretchFrames">Length of the stretch that they were computed from.</param>
    /// <param name="needsStop">Behind the last frame that they depend on, which may lie beyond the stretch.</param>
    /// <param name="revision">That of the source before they were computed.</param>
    public void Complete(int length, long stretchFrames, long needsStop, long revision)
    {
        (_stretchFrames, _needsStop, _revision) = (stretchFrames, needsStop, revision);
        _length = length;
    }
}
