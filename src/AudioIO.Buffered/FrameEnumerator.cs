using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>Walks through the frames of an array, each as the values of its channels in the window.</summary>
/// <typeparam name="T">Type of a value.</typeparam>
public ref struct FrameEnumerator<T>
    where T : unmanaged
{
    private readonly BufferedArray<T> _array;
    private readonly long _frames;
    private readonly int _valuesPerFrame;
    private ReadOnlySpan<T> _ahead;
    private long _version;
    private long _next;

    internal FrameEnumerator(BufferedArray<T> array)
    {
        _array = array;
        _frames = array.Frames;
        _valuesPerFrame = array.ValuesPerFrame;
    }

    /// <summary>Values of the current frame, valid until the window moves.</summary>
    public ReadOnlySpan<T> Current { readonly get; private set; }

    /// <summary>Goes to the next frame.</summary>
    public bool MoveNext()
    {
        if (_ahead.IsEmpty || _array.Version != _version)
        {
            if (_next >= _frames) return false;
            Refill();
        }
        Current = _ahead[.._valuesPerFrame];
        _ahead = _ahead[_valuesPerFrame..];
        _next++;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refill()
    {
        _ahead = _array.ViewFrom(_next);
        _version = _array.Version;
    }
}
