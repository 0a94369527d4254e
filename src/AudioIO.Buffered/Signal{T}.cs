namespace AudioIO;

/// <summary>
/// Frames × channels (× further dimensions) at a rate, read by position, without a cursor, by any number of threads: a recording, or what is
/// computed from other signals. A <see cref="BufferedArray{T}"/> is the window over it.
/// <para>A subclass gives a shape and <see cref="ReadFrames"/>; blocks, read-ahead, streams, sharing and growth come with it.</para>
/// </summary>
/// <typeparam name="T">Type of a value.</typeparam>
public abstract partial class Signal<T> : Signal
    where T : unmanaged
{
    /// <summary>Creates a signal of frames × channels.</summary>
    /// <param name="rate">Frames per second in Hz, above 0.</param>
    /// <param name="frames">Number of frames, from 0.</param>
    /// <param name="channels">Number of channels, from 1.</param>
    /// <param name="over">The signals that it stands on; they stay open for as long as it is used.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <exception cref="ObjectDisposedException">A signal that it stands on is closed.</exception>
    protected Signal(double rate, long frames, int channels, params ReadOnlySpan<Signal> over)
        : base(rate, frames, [channels], over)
    {
    }

    /// <summary>Creates a signal whose frames have further dimensions, as the frequencies of a spectrogram.</summary>
    /// <inheritdoc/>
    protected Signal(double rate, long frames, ReadOnlySpan<int> frameShape, params ReadOnlySpan<Signal> over)
        : base(rate, frames, frameShape, over)
    {
    }

    /// <summary>Reads frames into the whole of <paramref name="destination"/>. When it throws, the content of it is undefined.</summary>
    /// <param name="start">First frame, from 0.</param>
    /// <param name="destination">Room for whole frames, all of them within the signal, one after the other.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="destination"/> is not a whole number of frames.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The frames do not all lie within the signal.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public void Read(long start, Span<T> destination)
    {
        ThrowIfClosed();
        int count = Layout.FramesIn(destination.Length, nameof(destination));
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Frames - count);
        if (count > 0) ReadFrames(start, destination);
    }

    /// <summary>
    /// Fills the whole of <paramref name="destination"/>, or throws. The same frame has the same value whoever asks for it, however many at
    /// once, in whatever order; several threads may call it at once.
    /// </summary>
    /// <param name="start">First frame.</param>
    /// <param name="destination">
    /// Room for whole frames, at least one, all of them within the signal, one after the other; it may hold anything before.
    /// </param>
    protected abstract void ReadFrames(long start, Span<T> destination);

    /// <summary>An array over the signal: the window through which one thread looks at it.</summary>
    /// <param name="bufferFrames">Wished size of the window in frames, from 0; null for ten seconds.</param>
    /// <param name="backFrames">Wished number of frames that the window holds before the frames asked for, from 0.</param>
    /// <returns>An array, which keeps the signal open until it is disposed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public BufferedArray<T> Buffered(int? bufferFrames = null, int backFrames = 0) =>
        new SignalArray<T>(this, bufferFrames ?? DefaultBufferFrames(), backFrames);

    /// <summary>Rate and shape, as in <c>Signal of 1000 × 2 at 48000 Hz</c>.</summary>
    public override string ToString() => $"{ShortName(GetType())} of {string.Join(" × ", GetShape())} at {Rate} Hz";

    internal static string ShortName(Type type) => type.Name.Split('`')[0];

    private int DefaultBufferFrames() => (int)Math.Min(Math.Ceiling(10 * Rate), int.MaxValue);
}
