using System.Runtime.CompilerServices;

namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    /// <summary>
    /// A view of some frames in the window, which moves there and grows where needed. It is valid until the window moves: the next
    /// view, or access that continues one outside of the window, may show other frames in the same memory.
    /// </summary>
    /// <param name="start">First frame.</param>
    /// <param name="count">Number of frames; 0 leaves the window as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The frames do not all lie within the array, or need more than <see cref="MaxBufferBytes"/>.
    /// </exception>
    public FrameSpan<T> View(long start, int count) => View(RangeOf(start, count), nameof(count));

    /// <summary>A view of one frame: the values of its channels. Valid until the window moves.</summary>
    /// <param name="i">Frame from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame does not exist.</exception>
    public ReadOnlySpan<T> Frame(long i)
    {
        if (_window.TryGetFrame(i, out ReadOnlySpan<T> values)) return values;
        ThrowIfNotFrame(i);
        return View(i, 1).Span;
    }

    /// <summary>
    /// Blocks of equal size, as for a spectrogram. When frames remain behind the last full block, a shorter one follows that begins
    /// with the overlap. A range shorter than a block is one block. No block is copied: each is valid until the next one.
    /// </summary>
    /// <param name="size">Frames of a block, from 1.</param>
    /// <param name="overlap">Frames that a block shares with the one before, 0 to <paramref name="size"/> − 1.</param>
    /// <param name="start">First frame, from 0.</param>
    /// <param name="stop">The frame after the last one; beyond the end of the array counts as there.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An argument is out of its range, or a block needs more than <see cref="MaxBufferBytes"/>.
    /// </exception>
    public BlockEnumerable<T> Blocks(int size, int overlap = 0, long start = 0, long stop = long.MaxValue)
    {
        var steps = new BlockSteps(size, overlap, start, stop, Frames);
        ThrowIfTooManyForWindow(steps.LongestBlock, nameof(size));
        return new BlockEnumerable<T>(this, steps);
    }

    /// <summary>Enumerates the frames, each as the values of its channels, valid until the next one.</summary>
    public FrameEnumerator<T> GetEnumerator() => new(this);

    internal FrameSpan<T> View(FrameRange request, string name)
    {
        if (request.IsEmpty) return new FrameSpan<T>(_layout, request.Start, []);
        Bring(request, name);
        return new FrameSpan<T>(_layout, request.Start, _window.Slice(request));
    }

    /// <summary>What the window holds from a frame on, at least that frame; nothing beyond the end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal ReadOnlySpan<T> ViewFrom(long frame)
    {
        if (frame >= Frames) return [];
        Bring(new FrameRange(frame, frame + 1), nameof(frame));
        return _window.Slice(new FrameRange(frame, _window.Held.Stop));
    }
}
