namespace AudioIO;

/// <summary>An array of frames of which only a window is in memory.</summary>
/// <typeparam name="T">Type of a value.</typeparam>
public abstract class BufferedArray<T>
    where T : unmanaged
{
    /// <summary>Creates the array.</summary>
    /// <param name="rate">Frames per second in Hz.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="channels">Number of channels.</param>
    protected BufferedArray(double rate, long frames, int channels)
    {
        Rate = rate;
        Frames = frames;
        Channels = channels;
    }

    /// <summary>Frames per second in Hz.</summary>
    public double Rate { get; }

    /// <summary>Number of frames.</summary>
    public long Frames { get; }

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>Fills the whole of <paramref name="buffer"/> with the frames beginning at <paramref name="offset"/>.</summary>
    /// <param name="offset">First frame.</param>
    /// <param name="buffer">Interleaved values.</param>
    protected abstract void LoadBuffer(long offset, Span<T> buffer);
}
