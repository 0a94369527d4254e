using System.Numerics;
using AudioIO.Overviews;

namespace AudioIO;

/// <content>Views.</content>
public sealed partial class Overview<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // What a view may read from the signal where the overview is not there: a few ms of decoding.
    private const int MaxReadValues = 1 << 19;

    // A view that is not there yet looks at so many places, some tens of µs each.
    private const int MaxProbes = 16;

    /// <summary>Kept bins that the last view was composed of: tests count the work.</summary>
    internal long LastBinsRead { get; private set; }

    /// <summary>
    /// Smallest and largest value and RMS of every channel over a range, in bins as short as can be had with no more than
    /// <paramref name="maxBins"/> of them. A bin has any number of frames up to 128, and then the samples are read, or 1 to 15
    /// times as many as a bin of a level, and then at most 16 of those for one of the view.
    /// <para>
    /// Bins do not reach over breaks of the recording or from one file into the next, unless there are more of these than bins.
    /// </para>
    /// </summary>
    /// <param name="start">First frame, from 0.</param>
    /// <param name="count">Number of frames, from 0.</param>
    /// <param name="maxBins">Largest number of bins, from 1: the width of a picture.</param>
    /// <returns>Bins of your own; <see cref="OverviewBins{T}.IsExact"/> says whether all of them are there yet.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The frames do not all lie within the signal, or there are no bins.</exception>
    /// <exception cref="ObjectDisposedException">The overview is disposed.</exception>
    public OverviewBins<T> Read(long start, long count, int maxBins)
    {
        OverviewLayout<T> layout = Current;
        ThrowIfOutside(start, count, layout.Frames);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBins, 1);
        if (count == 0) return new OverviewBins<T>([], Signal.Channels, 1);
        (long framesPerBin, long[] edges) = ViewPlan.Choose(layout.Pieces(start, count), maxBins);
        for (int i = 0; i < edges.Length; i++) edges[i] += start;
        while (true)
        {
            var bins = new OverviewBins<T>(edges, Signal.Channels, framesPerBin);
            if (framesPerBin < OverviewShape.BinFrames)
            {
                ReadSamples(bins);
                return bins;
            }
            var composer = new BinComposer<T>(Signal, layout);
            Compose(composer, bins);
            composer.Complete();
            LastBinsRead = composer.BinsRead;
            // Somebody went on with a stretch that had been finished: what was read of its end may be of another length.
            if (!composer.IsStale) return bins;
            layout = Current;
        }
    }

    private static void ThrowIfOutside(long start, long count, long frames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, frames - count);
    }

    private void Compose(BinComposer<T> composer, OverviewBins<T> bins)
    {
        long missing = 0;
        for (int i = 0; i < bins.Count; i++) missing += Missing(composer, bins.FramesOf(i));
        bool mayRead = missing * Signal.Channels <= MaxReadValues;
        for (int i = 0; i < bins.Count; i++)
        {
            FrameRange frames = bins.FramesOf(i);
            long lost = mayRead ? 0 : Missing(composer, frames);
            if (lost == 0) composer.Compose(frames, bins.MinimaOf(i), bins.MaximaOf(i), bins.RmsOf(i));
            else if (lost < frames.Count) composer.ComposeFilled(frames, bins.MinimaOf(i), bins.MaximaOf(i), bins.RmsOf(i));
            if (lost > 0) bins.MarkEstimate(i);
        }
        if (!mayRead) Estimate(composer, bins);
    }

    /// <summary>Frames that are not there.</summary>
    private static long Missing(BinComposer<T> composer, FrameRange frames)
    {
        long missing = 0;
        for (long at = frames.Start; at < frames.Stop;)
        {
            (long filled, long stop) = composer.FilledTo(at);
            stop = Math.Min(stop, frames.Stop);
            missing += Math.Max(0, stop - Math.Max(at, filled));
            at = stop;
        }
        return missing;
    }

    /// <summary>Bins of which nothing is there: neighbours share the values of a few frames in their midst.</summary>
    private static void Estimate(BinComposer<T> composer, OverviewBins<T> bins)
    {
        int[] empty = [.. Enumerable.Range(0, bins.Count).Where(
            i => bins.IsEstimate(i) && Missing(composer, bins.FramesOf(i)) == bins.FramesOf(i).Count)];
        int share = Math.Max(1, (empty.Length + MaxProbes - 1) / MaxProbes);
        foreach (int[] group in empty.Chunk(share))
        {
            FrameRange frames = bins.FramesOf(group[group.Length / 2]);
            long count = Math.Min(OverviewShape.BinFrames, frames.Count), at = frames.Start + ((frames.Count - count) / 2);
            int first = group[0];
            composer.Compose(new FrameRange(at, at + count), bins.MinimaOf(first), bins.MaximaOf(first), bins.RmsOf(first));
            foreach (int i in group.AsSpan(1))
            {
                bins.MinimaOf(first).CopyTo(bins.MinimaOf(i));
                bins.MaximaOf(first).CopyTo(bins.MaximaOf(i));
                bins.RmsOf(first).CopyTo(bins.RmsOf(i));
            }
        }
    }

    /// <summary>Bins shorter than any that are kept.</summary>
    private void ReadSamples(OverviewBins<T> bins)
    {
        int channels = Signal.Channels;
        long most = Math.Max(OverviewShape.BinFrames, (1 << 16) / channels);
        T[] values = new T[Math.Min(most, bins.FramesOf(bins.Count - 1).Stop - bins.FramesOf(0).Start) * channels];
        for (int first = 0, next; first < bins.Count; first = next)
        {
            long start = bins.FramesOf(first).Start;
            for (next = first + 1; next < bins.Count && bins.FramesOf(next).Stop - start <= most;) next++;
            Span<T> samples = values.AsSpan(0, (int)(bins.FramesOf(next - 1).Stop - start) * channels);
            SampleFrames<T>.Read(Signal, start, samples);
            for (int i = first; i < next; i++)
            {
                int frames = (int)bins.FramesOf(i).Count * channels;
                BinKernel.Reduce(samples[..frames], bins.MinimaOf(i), bins.MaximaOf(i), bins.RmsOf(i));
                samples = samples[frames..];
            }
        }
    }
}
