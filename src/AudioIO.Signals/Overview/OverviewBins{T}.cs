namespace AudioIO;

/// <summary>
/// Smallest and largest value and RMS of every channel in bins that follow each other. Yours: nothing changes it later.
/// <para>
/// Bins lie on a grid that begins with the stretch of the recording (<see cref="Signal.ContinuousRanges"/>): those at the ends of a view and
/// before a break have fewer frames. So a view that is shifted shows the same bins.
/// </para>
/// </summary>
/// <typeparam name="T">Type of a sample.</typeparam>
public sealed class OverviewBins<T>
    where T : unmanaged
{
    private readonly long[] _edges;
    private readonly bool[] _isEstimate;
    private readonly T[] _minima, _maxima;
    private readonly float[] _rms;

    internal OverviewBins(long[] edges, int channels, long framesPerBin)
    {
        _edges = edges;
        Channels = channels;
        FramesPerBin = framesPerBin;
        int bins = Math.Max(0, edges.Length - 1);
        _isEstimate = new bool[bins];
        _minima = new T[bins * channels];
        _maxima = new T[bins * channels];
        _rms = new float[bins * channels];
    }

    /// <summary>Number of bins.</summary>
    public int Count => _isEstimate.Length;

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>Frames of a bin that is not cut by an end of the view, a break or the end of the recording.</summary>
    public long FramesPerBin { get; }

    /// <summary>
    /// True where every bin is of all its frames. Else the overview was not filled so far and the range too long to be read: some bins are an
    /// estimate (<see cref="IsEstimate"/>).
    /// </summary>
    public bool IsExact => !_isEstimate.Contains(true);

    /// <summary>Smallest values, bins × channels; NaN where one of the samples is.</summary>
    public ReadOnlySpan<T> Minima => _minima;

    /// <summary>Largest values, bins × channels; NaN where one of the samples is.</summary>
    public ReadOnlySpan<T> Maxima => _maxima;

    /// <summary>Roots of the mean squares, bins × channels, in the unit of the samples, to 4e-6 of their value.</summary>
    public ReadOnlySpan<float> RootMeanSquares => _rms;

    /// <summary>The frames of a bin.</summary>
    /// <param name="bin">0 to Count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bin.</exception>
    public FrameRange FramesOf(int bin)
    {
        ThrowIfNone(bin);
        return new FrameRange(_edges[bin], _edges[bin + 1]);
    }

    /// <summary>
    /// True for a bin that is not there yet: its values are those of some of the frames around it, and say no more than that something is
    /// there.
    /// </summary>
    /// <inheritdoc cref="FramesOf"/>
    public bool IsEstimate(int bin)
    {
        ThrowIfNone(bin);
        return _isEstimate[bin];
    }

    /// <summary>Smallest value of a channel in a bin.</summary>
    /// <param name="bin">0 to Count − 1.</param>
    /// <param name="channel">0 to Channels − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bin or channel.</exception>
    public T Min(int bin, int channel) => _minima[IndexOf(bin, channel)];

    /// <summary>Largest value of a channel in a bin.</summary>
    /// <inheritdoc cref="Min"/>
    public T Max(int bin, int channel) => _maxima[IndexOf(bin, channel)];

    /// <summary>Root of the mean square of a channel in a bin.</summary>
    /// <inheritdoc cref="Min"/>
    public float Rms(int bin, int channel) => _rms[IndexOf(bin, channel)];

    internal Span<T> MinimaOf(int bin) => _minima.AsSpan(bin * Channels, Channels);

    internal Span<T> MaximaOf(int bin) => _maxima.AsSpan(bin * Channels, Channels);

    internal Span<float> RmsOf(int bin) => _rms.AsSpan(bin * Channels, Channels);

    internal void MarkEstimate(int bin) => _isEstimate[bin] = true;

    private int IndexOf(int bin, int channel)
    {
        ThrowIfNone(bin);
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, Channels);
        return (bin * Channels) + channel;
    }

    private void ThrowIfNone(int bin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bin);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bin, Count);
    }
}
