using System.Buffers;
using System.Numerics;
using AudioIO.Spectra;

namespace AudioIO;

/// <summary>
/// The spectrogram of a signal as a signal: a frame is a column of powers, channels × frequencies (<see cref="Frequencies"/>). Values are
/// power, never dB (<see cref="Decibels"/>), so that they can be averaged. They are computed in the type of the samples: in float with an
/// error of 3·10⁻⁷ of the length of a spectrum at most, in double to a few units in the last place.
/// <para>
/// Column k of a stretch of n frames is computed from the size frames that begin at k · hop (<see cref="SpectrumAlignment.Start"/>) or at
/// k · hop − size / 2 (<see cref="SpectrumAlignment.Center"/>); those outside the stretch are zeros. There are ⌈n / hop⌉ columns, one for
/// every hop begun. A column depends on its samples and on nothing else: its cost is that of reading size frames, and what is not a number
/// spoils the columns that it lies in.
/// </para>
/// <para>
/// Where each stretch stands alone, its columns begin with it; the time of a column (<see cref="CenterOf"/>) counts columns, as that of every
/// signal counts frames.
/// </para>
/// </summary>
/// <typeparam name="T">float or double: that of the samples, of the powers, and of all that is computed between.</typeparam>
public sealed class SpectrogramSignal<T> : DerivedSignal<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ColumnTransform<T> _transform;
    private readonly double[] _frequencies;

    internal SpectrogramSignal(Signal<T> source, ColumnTransform<T> transform, int hop, SpectrumAlignment alignment, Breaks across)
        : base(source, source.Rate / hop, [source.Channels, transform.Bins], across)
    {
        _transform = transform;
        _frequencies = SpectrumTransform.FrequenciesOf(transform, source.Rate);
        (Hop, Alignment) = (hop, alignment);
    }

    /// <summary>Window and scale, which the powers depend on beside the samples.</summary>
    internal double[] Weights { get; init; } = [];

    /// <summary>Frames of the source in a column.</summary>
    public int Size => _transform.Size;

    /// <summary>Frames of the source from one column to the next.</summary>
    public int Hop { get; }

    /// <summary>Where columns lie.</summary>
    public SpectrumAlignment Alignment { get; }

    /// <summary>Frequency of each value of a column in Hz: k · rate / padded size, from 0 to half the rate of the source.</summary>
    public ReadOnlySpan<double> Frequencies => _frequencies;

    /// <summary>Time of the middle of column 0 in seconds: size / 2 frames of the source, or 0 for <see cref="SpectrumAlignment.Center"/>.</summary>
    public double CenterOffset => (Alignment == SpectrumAlignment.Center ? 0 : Size / 2) / Source.Rate;

    /// <summary>Time of the middle of a column, to the nearest 100 ns.</summary>
    /// <param name="column">Column; it need not exist.</param>
    public TimeSpan CenterOf(long column)
    {
        // Half of a size is at most 2^25 frames: the time is that of a frame plus a part of a second up to hours.
        return TimeAt(column) + TimeSpan.FromTicks((long)Math.Round(CenterOffset * TimeSpan.TicksPerSecond));
    }

    /// <inheritdoc/>
    protected override long OutputFrames(long sourceFrames) => (sourceFrames / Hop) + (sourceFrames % Hop == 0 ? 0 : 1);

    /// <inheritdoc/>
    protected override FrameRange Needs(FrameRange output)
    {
        long align = Alignment == SpectrumAlignment.Center ? Size / 2 : 0;
        return new FrameRange((output.Start * Hop) - align, ((output.Stop - 1) * Hop) - align + Size);
    }

    /// <inheritdoc/>
    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        if (source.Channels == 1)
        {
            _transform.Powers(source.Span, Hop, destination);
            return;
        }
        // Columns are so many as destination has room for, an int; a column of every channel begins within a span.
        int columns = (int)output.Count, channels = source.Channels, frames = source.FrameCount;
        T[] planar = ArrayPool<T>.Shared.Rent(source.Span.Length);
        int[] rented = ArrayPool<int>.Shared.Rent(columns * channels);
        for (int c = 0; c < channels; c++)
        {
            Span<T> plane = planar.AsSpan(c * frames, frames);
            ReadOnlySpan<T> values = source.Span[c..];
            for (int n = 0, at = 0; n < plane.Length; n++, at += channels) plane[n] = values[at];
        }
        Span<int> starts = rented.AsSpan(0, columns * channels);
        for (int i = 0; i < starts.Length; i++) starts[i] = (i % channels * frames) + (i / channels * Hop);
        _transform.Powers(planar.AsSpan(0, source.Span.Length), starts, destination);
        ArrayPool<int>.Shared.Return(rented);
        ArrayPool<T>.Shared.Return(planar);
    }
}
