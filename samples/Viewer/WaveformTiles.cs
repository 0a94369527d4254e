using System.Numerics;
using System.Runtime.InteropServices;

namespace AudioIO.Samples.Viewer;

/// <summary>
/// Waveforms in tiles of 1024 bins at any zoom. A bin stands for <c>step</c> frames, a power of two: 1 are the samples themselves. Where a tile
/// has more frames than can be read while somebody waits, it comes from the overview; where that is not there yet, some frames of every bin are
/// read, and the tile says so.
/// </summary>
/// <param name="filtered">The samples.</param>
/// <param name="overview">Their overview, as far as it is filled; null for none.</param>
/// <param name="places">Reads some frames of every bin.</param>
internal sealed class WaveformTiles(FilteredSamples filtered, Overview<float>? overview, SampledPlaces places)
{
    public const int Bins = 1024, MostSteps = 40;

    /// <summary>Values of a bin: least, greatest, root of the mean square.</summary>
    public const int ValuesPerBin = 3;

    /// <summary>Frames of a tile that are read whole: some 0.2 s of work.</summary>
    private const long MostFrames = 1 << 25;

    /// <summary>Frames read at once.</summary>
    private const int BlockFrames = 1 << 14;

    /// <summary>From here on bins are those of the overview; below it, the samples are read anyhow.</summary>
    private const long LeastKeptStep = 256;

    /// <summary>Computes a tile.</summary>
    /// <param name="request">Which one.</param>
    /// <param name="wait">Ends the computation when nobody waits for it any more.</param>
    /// <exception cref="ArgumentException">A filtered tile would have too many frames to be read whole.</exception>
    public WaveformTile Compute(in WaveformRequest request, CancellationToken wait)
    {
        (Signal<float> signal, IDisposable use) = filtered.Find(request.Filtering);
        using IDisposable open = use;
        long first = request.Index * Bins * request.Step;
        bool isWhole = Math.Min(Bins * request.Step, signal.Frames - first) <= MostFrames;
        if (!isWhole && !request.Filtering.IsNone) throw new ArgumentException("Zoom in to see what is filtered.");
        int channels = signal.Channels;
        var values = new float[channels * ValuesPerBin * Bins];
        Array.Fill(values, float.NaN);
        if (request.Filtering.IsNone && request.Step >= LeastKeptStep && overview is not null && TryRead(overview, first, request.Step, values))
            return new WaveformTile(values, true);
        if (isWhole) ReadWhole(signal, first, request.Step, values, wait);
        else ReadSome(signal, request, values, wait);
        return new WaveformTile(values, isWhole);
    }

    /// <summary>Takes the bins from the overview, if it has all of them. Where files meet, its own bins end: there, each is asked for alone.</summary>
    private static bool TryRead(Overview<float> overview, long start, long step, float[] values)
    {
        long count = Math.Min(overview.Signal.Frames - start, Bins * step);
        if (count <= 0) return true;
        int bins = (int)((count + step - 1) / step);
        OverviewBins<float> all = overview.Read(start, count, bins);
        if (all.FramesPerBin == step && all.Count == bins)
        {
            if (!all.IsExact) return false;
            for (int bin = 0; bin < bins; bin++) Put(all, bin, values, bin);
            return true;
        }
        for (int bin = 0; bin < bins; bin++)
        {
            OverviewBins<float> one = overview.Read(start + (bin * step), Math.Min(step, count - (bin * step)), 1);
            if (!one.IsExact || one.Count != 1) return false;
            Put(one, 0, values, bin);
        }
        return true;
    }

    private static void Put(OverviewBins<float> from, int index, float[] values, int bin)
    {
        for (int c = 0; c < from.Channels; c++)
        {
            int place = (c * ValuesPerBin * Bins) + bin;
            values[place] = from.Min(index, c);
            values[place + Bins] = from.Max(index, c);
            values[place + (2 * Bins)] = from.Rms(index, c);
        }
    }

    private static void ReadWhole(Signal<float> signal, long start, long step, float[] values, CancellationToken wait)
    {
        int channels = signal.Channels;
        long stop = Math.Min(signal.Frames, start + (Bins * step));
        var block = new float[BlockFrames * channels];
        var squares = new double[channels * Bins];
        // Both are powers of two: a block is whole bins, or a part of one.
        for (long at = start; at < stop; at += BlockFrames)
        {
            wait.ThrowIfCancellationRequested();
            int count = (int)Math.Min(BlockFrames, stop - at);
            signal.Read(at, block.AsSpan(0, count * channels));
            int frames = (int)Math.Min(step, BlockFrames);
            for (int i = 0; i < count; i += frames)
            {
                Span<float> samples = block.AsSpan(i * channels, Math.Min(frames, count - i) * channels);
                Add(samples, channels, (int)((at + i - start) / step), values, squares);
            }
        }
        for (int bin = 0; start + (bin * step) < stop; bin++)
            Root(values, squares, channels, bin, Math.Min(step, stop - start - (bin * step)));
    }

    private void ReadSome(Signal<float> signal, in WaveformRequest request, float[] values, CancellationToken wait)
    {
        int channels = signal.Channels, frames = SampledPlaces.Frames;
        long frame = request.Index * Bins * request.Step;
        var squares = new double[channels * Bins];
        for (int bin = 0; bin < Bins && frame < signal.Frames; bin++, frame += request.Step)
        {
            long left = Math.Min(request.Step, signal.Frames - frame);
            if (left < request.Step)
            {
                // The middle of what there is of the last one.
                frames = (int)Math.Min(frames, left);
                var last = new float[frames * channels];
                signal.Read(frame + ((left - frames) / 2), last);
                Add(last, channels, bin, values, squares);
            }
            else
            {
                ReadOnlySpan<float> row = places.Read(request.Step, ((request.Index * Bins) + bin) / SampledPlaces.AtOnce, wait);
                Add(row.Slice(bin % SampledPlaces.AtOnce * frames * channels, frames * channels), channels, bin, values, squares);
            }
            Root(values, squares, channels, bin, frames);
        }
    }

    /// <summary>Adds samples to a bin of every channel. A sum of 2^40 squares in double keeps 12 bits below the last one of 24.</summary>
    private static void Add(ReadOnlySpan<float> samples, int channels, int bin, float[] values, double[] squares)
    {
        for (int c = 0; c < channels; c++)
        {
            int place = (c * ValuesPerBin * Bins) + bin;
            (float least, float greatest) = float.IsNaN(values[place])
                ? (float.PositiveInfinity, float.NegativeInfinity) : (values[place], values[place + Bins]);
            double sum = 0;
            for (int i = c; i < samples.Length; i += channels)
            {
                float sample = samples[i];
                least = Math.Min(least, sample);
                greatest = Math.Max(greatest, sample);
                sum += sample * (double)sample;
            }
            (values[place], values[place + Bins]) = (least, greatest);
            squares[(c * Bins) + bin] += sum;
        }
    }

    private static void Root(float[] values, double[] squares, int channels, int bin, long frames)
    {
        for (int c = 0; c < channels; c++)
            values[(c * ValuesPerBin * Bins) + (2 * Bins) + bin] = (float)Math.Sqrt(squares[(c * Bins) + bin] / frames);
    }
}

/// <summary>Which tile is wanted.</summary>
/// <param name="Step">Frames that a bin stands for, a power of two.</param>
/// <param name="Index">The tile: its first bin is 1024 · index.</param>
/// <param name="Filtering">What is laid over the samples.</param>
internal readonly record struct WaveformRequest(long Step, long Index, Filtering Filtering)
{
    /// <summary>True if the numbers are such that a tile can be computed.</summary>
    public bool IsPossible(Signal<float> samples) =>
        Step is >= 1 and <= 1L << WaveformTiles.MostSteps && BitOperations.IsPow2(Step)
        && Index >= 0 && Index <= samples.Frames / (Step * WaveformTiles.Bins);
}

/// <summary>A tile.</summary>
/// <param name="Values">
/// Channel by channel the least values of all bins, then the greatest, then the roots of the mean squares; NaN beyond the end.
/// </param>
/// <param name="IsWhole">False where only some frames of every bin were read.</param>
internal sealed record WaveformTile(float[] Values, bool IsWhole)
{
    public byte[] ToBytes() => MemoryMarshal.AsBytes(Values.AsSpan()).ToArray();
}
