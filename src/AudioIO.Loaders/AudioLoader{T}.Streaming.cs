using System.Runtime.CompilerServices;

namespace AudioIO;

public sealed partial class AudioLoader<T>
{
    /// <summary>
    /// The same blocks as those of <see cref="BufferedArray{T}.Blocks"/>, read ahead on another thread straight from the source: the window
    /// takes no part and stays free. <see cref="AudioLoaderOptions.ReadAheadBlocks"/> says how many are read ahead. Each block is yours
    /// until you dispose it, which gives its memory to the blocks that follow. An overlap is copied, not read twice.
    /// <para>
    /// A failure arrives in the place of the block that it concerns, after those before it. Leaving the loop or cancelling stops the
    /// reading; disposing the array ends the loop with an <see cref="ObjectDisposedException"/>.
    /// </para>
    /// </summary>
    /// <param name="size">Frames of a block, from 1.</param>
    /// <param name="overlap">Frames that a block shares with the one before, 0 to <paramref name="size"/> − 1.</param>
    /// <param name="start">First frame, from 0.</param>
    /// <param name="stop">The frame after the last one; beyond the end of the array counts as there.</param>
    /// <param name="cancellationToken">Ends the loop with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An argument is out of its range, or a block needs more than <see cref="BufferedArray{T}.MaxBufferBytes"/>.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The array was disposed.</exception>
    public IAsyncEnumerable<OwnedBlock<T>> BlocksAsync(
        int size, int overlap = 0, long start = 0, long stop = long.MaxValue, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        var steps = new BlockSteps(size, overlap, start, stop, Frames);
        long maxFrames = Math.Min(MaxBufferBytes / Unsafe.SizeOf<T>(), Array.MaxLength) / Channels;
        if (steps.LongestBlock > maxFrames)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size,
                $"Blocks of {steps.LongestBlock} frames of {Channels} channels are larger than {MaxBufferBytes} bytes (MaxBufferBytes).");
        }
        return BlockReadAhead<T>.Enumerate(Source, steps, overlap, _readAheadBlocks, _closed, cancellationToken);
    }

    /// <inheritdoc cref="AudioSource.AsPcmStream"/>
    public Stream AsPcmStream(AudioEncoding encoding = AudioEncoding.IeeeFloat, int bitsPerSample = 32)
    {
        ThrowIfDisposed();
        return Source.AsPcmStream(encoding, bitsPerSample);
    }

    /// <summary>
    /// Looks whether the recording has become longer, as one that is still being written does, and makes the array as long. The window
    /// stays as it is. See <see cref="AudioSource.Refresh"/>.
    /// </summary>
    /// <returns>The number of frames by which the array has become longer.</returns>
    /// <exception cref="AudioFormatException">Another recording has taken the place of this one.</exception>
    /// <exception cref="ObjectDisposedException">The array was disposed.</exception>
    public long Refresh()
    {
        ThrowIfDisposed();
        Source.Refresh();
        // Another array over the same source may have refreshed it before.
        long added = Source.Info.Frames - Frames;
        Extend(Source.Info.Frames);
        return added;
    }
}
