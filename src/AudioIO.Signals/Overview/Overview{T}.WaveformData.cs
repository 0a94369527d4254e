using System.Numerics;
using AudioIO.Overviews;

namespace AudioIO;

/// <content>Files for viewers in a browser.</content>
public sealed partial class Overview<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>
    /// Writes a range as the <c>.dat</c> file of audiowaveform, version 2, which waveform-data.js, peaks.js and wavesurfer.js read: smallest
    /// and largest value of every channel in equal pixels, the last of which may have fewer frames. Exact, whether the overview is filled or
    /// not: what is not there, and pixels that do not begin and end with a bin, are read from the signal.
    /// </summary>
    /// <param name="stream">Where it goes; stays open.</param>
    /// <param name="start">First frame, from 0.</param>
    /// <param name="count">Number of frames, from 0.</param>
    /// <param name="framesPerPixel">Frames of a pixel, from 1; below 256, or 1 to 15 times 256, 4096 …, costs least.</param>
    /// <param name="bits">8 or 16 bits of a value.</param>
    /// <param name="fullScale">
    /// The value that becomes 2^(bits − 1); larger ones are clipped. When not given: 1 for floating point, 2^(n − 1) for integers of n bits.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, or there are more pixels than 2^32 − 1.</exception>
    /// <exception cref="InvalidOperationException">The rate is none that the format can hold: more than 2^31 Hz.</exception>
    /// <exception cref="IOException">The signal cannot be read, or the stream not written.</exception>
    public void WriteWaveformData(Stream stream, long start, long count, int framesPerPixel, int bits = 8, double? fullScale = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        OverviewLayout<T> layout = Current;
        ThrowIfOutside(start, count, layout.Frames);
        ArgumentOutOfRangeException.ThrowIfLessThan(framesPerPixel, 1);
        if (bits is not (8 or 16)) throw new ArgumentOutOfRangeException(nameof(bits), bits, "Expected 8 or 16.");
        double scale = fullScale ?? WaveformData.FullScale<T>();
        if (!(scale > 0 && double.IsFinite(scale)))
            throw new ArgumentOutOfRangeException(nameof(fullScale), scale, "Expected a number above 0.");
        long pixels = (count / framesPerPixel) + (count % framesPerPixel == 0 ? 0 : 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pixels, uint.MaxValue, nameof(count));
        var data = new WaveformData(stream, bits, scale, Signal.Channels);
        data.WriteHeader(Signal.Rate, framesPerPixel, (uint)pixels);
        for (long at = start, stop = start + count, next; at < stop; at = next)
        {
            // So many pixels as a view has bins.
            next = Math.Min(stop, at + (4096L * framesPerPixel));
            data.Write(ReadPixels(at, next, framesPerPixel));
        }
        data.Flush();
    }

    /// <summary>Bins of equal length from a frame on, whatever stretches they reach over.</summary>
    private OverviewBins<T> ReadPixels(long start, long stop, int framesPerPixel)
    {
        var edges = new List<long>();
        for (long at = start; at < stop; at += framesPerPixel) edges.Add(at);
        edges.Add(stop);
        while (true)
        {
            var bins = new OverviewBins<T>([.. edges], Signal.Channels, framesPerPixel);
            if (framesPerPixel < OverviewShape.BinFrames)
            {
                ReadSamples(bins);
                return bins;
            }
            var composer = new BinComposer<T>(Signal, Current);
            for (int i = 0; i < bins.Count; i++) composer.Compose(bins.FramesOf(i), bins.MinimaOf(i), bins.MaximaOf(i), bins.RmsOf(i));
            composer.Complete();
            if (!composer.IsStale) return bins;
        }
    }
}
