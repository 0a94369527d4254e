using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>Walks through the frames of an array, each as the values of its channels in the window.</summary>
/// <typeparam name="T">Type of a value.</typeparam>
public ref struct FrameEnumerator<T>
    where T : unmanaged
{
    private readonly BufferedArray<T> _array;
    private readonly FrameLayout _layout;
    private readonly int _valuesPerFrame;
    private ReadOnlySpan<T> _chunk;
    private long _chunkStart;
    private long _version;
    private int _at;

    internal FrameEnumerator(BufferedArray<T> array)
    {
        _array = array;
        _layout = array.Layout;
        _valuesPerFrame = array.ValuesPerFrame;
        _at = -_valuesPerFrame;
        _version = array.Version;
    }

    /// <summary>Values of the current frame, valid until the window moves.</summary>
    public readonly ReadOnlySpan<T> Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _chunk.Slice(_at, _valuesPerFrame);
    }

    /// <summary>Goes to the next frame.</summary>
    /// <exception cref="InvalidOperationException">The array was given another shape.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        _at += _valuesPerFrame;
        if (_at < _chunk.Length && _array.Version == _version) return true;

        // Written out here, for a method of its own would take the address of the enumerator and so keep it out of registers.
        _chunkStart += _at / _valuesPerFrame;
        _chunk = _array.ViewFrom(_chunkStart, _layout);
        _version = _array.Version;
        _at = 0;
        return !_chunk.IsEmpty;
    }
}
