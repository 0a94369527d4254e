using System.Runtime.CompilerServices;

namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    /// <summary>
    /// A view of some frames in the window, which moves there and grows where needed: to just these frames when they are far from what it
    /// holds, and to its usual size around them when the next view goes on from there. It is valid until the window moves: the next view, or
    /// access that continues one outside of the window, may show other frames in the same memory.
    /// </summary>
    /// <param name="start">First frame.</param>
    /// <param name="count">Number of frames; 0 leaves the window as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The frames do not all lie within the array, or need more than <see cref="MaxBufferBytes"/>.
    /// </exception>
    public FrameSpan<T> View(long start, long count) => View(RangeOf(start, count), nameof(count));

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

    /// <summary>
    /// Enumerates the frames, each as the values of its channels, valid until the next one.
    /// <para>
    /// The loop may load at any frame, and on Linux and macOS the runtime keeps a float in memory, not in a register, for as long as a loop may
    /// call something: summing floats costs 3.5 times a loop over a plain array. Where that matters, go through <see cref="Blocks"/> and sum
    /// each block in a variable of its own, frame by frame or over its span: 1.1 times.
    /// </para>
    /// </summary>
    public FrameEnumerator<T> GetEnumerator() => new(this);

    internal FrameSpan<T> View(FrameRange request, string name)
    {
        if (request.IsEmpty) return new FrameSpan<T>(_layout, request.Start, []);
        if (Follow > 0 || !_window.Held.Contains(request))
        {
            ThrowIfTooManyForWindow(request.Count, name);
            MoveWindow(WindowPlacement.ViewPosition(request, _window.Held, Follow, Limits), request);
        }
        return new FrameSpan<T>(_layout, request.Start, _window.Slice(request));
    }

    /// <summary>The next of some blocks that lie one behind the other.</summary>
    /// <param name="block">Frames within the array, not empty.</param>
    /// <param name="stop">The frame after the last block.</param>
    /// <param name="overlaps">Whether the blocks share frames.</param>
    internal FrameSpan<T> ViewOnward(FrameRange block, long stop, bool overlaps)
    {
        if (!_window.Held.Contains(block)) MoveOnward(block, stop, overlaps);
        return new FrameSpan<T>(_layout, block.Start, _window.Slice(block));
    }

    /// <summary>What the window holds from a frame on, at least that frame; nothing beyond the end.</summary>
    /// <param name="frame">Frame.</param>
    /// <param name="layout">What a frame was made of when the loop began.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal ReadOnlySpan<T> ViewFrom(long frame, FrameLayout layout)
    {
        ThrowIfReshaped(layout);
        if (frame >= Frames) return [];
        var next = new FrameRange(frame, frame + 1);
        if (!_window.Held.Contains(next)) MoveOnward(next, Frames, overlaps: false);
        return _window.Slice(new FrameRange(frame, _window.Held.Stop));
    }

    /// <summary>Throws when the array has another shape than the one that a loop or a signal began with.</summary>
    internal void ThrowIfReshaped(FrameLayout layout)
    {
        if (layout != _layout)
        {
            throw new InvalidOperationException(
                $"This {Signal<T>.ShortName(GetType())} was given another shape (Reset) after the loop or the signal over it was begun: begin anew.");
        }
    }

    private void MoveOnward(FrameRange block, long stop, bool overlaps)
    {
        ThrowIfTooManyForWindow(block.Count, "size");
        MoveWindow(WindowPlacement.OnwardPosition(block, stop, overlaps, Limits), block);
    }
}
