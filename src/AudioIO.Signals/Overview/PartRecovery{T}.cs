using System.Numerics;

namespace AudioIO.Overviews;

/// <summary>Takes up what a file has of a part, if it fits the recording as it is now.</summary>
internal sealed class PartRecovery<T>(Signal<T> signal, PartStore store, FrameRange[] stretches, List<Pyramid> pyramids)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // A recording that has grown is looked at in so many places, each of a FLAC block.
    private const int Places = 8, PlaceBins = 16;

    public void Run()
    {
        if (store.Open() is not { } header) return;
        long frames = stretches[^1].Stop - stretches[0].Start;
        if (header.FilledFrames < 0 || header.FilledFrames > frames ||
            header.Stretches != SidecarHeader.HashOf(stretches, header.FilledFrames))
        {
            store.Reject("the recording has other frames");
            return;
        }
        for (int i = 0; i < stretches.Length; i++)
        {
            long filled = header.FilledFrames - (stretches[i].Start - stretches[0].Start);
            if (filled <= 0) break;
            // A stretch that another one follows was finished before that was begun.
            bool isFinished = filled > stretches[i].Count || (header.IsFinished && filled <= stretches[i].Count) ||
                (filled == stretches[i].Count && i < stretches.Length - 1);
            filled = Math.Min(filled, stretches[i].Count);
            if (!isFinished || !pyramids[i].TryTakeUp(filled)) pyramids[i].Restore(filled);
        }
        if (store.IsSame || header.FilledFrames == 0 || IsStillThere(header.FilledFrames)) return;
        foreach (Pyramid pyramid in pyramids) pyramid.Restore(0);
        store.Reject("the recording has changed since, or it is that of another one");
    }

    /// <summary>Whether the bins at the beginning, at the end and between are still those of the samples.</summary>
    private bool IsStillThere(long filled)
    {
        int channels = signal.Channels;
        T[] values = new T[OverviewShape.BinFrames * channels];
        byte[] entry = new byte[BinKernel.EntryBytes<T>(channels)];
        var readers = new Dictionary<int, PyramidReader>();
        for (int place = 0; place < Places * PlaceBins; place++)
        {
            long bins = Math.Max(1, filled / OverviewShape.BinFrames);
            long bin = Math.Min(bins - 1, ((place / PlaceBins * (bins - Math.Min(bins, PlaceBins)) / (Places - 1)) + (place % PlaceBins)));
            long frame = stretches[0].Start + (bin * OverviewShape.BinFrames);
            int stretch = Array.FindIndex(stretches, range => frame < range.Stop);
            if (!readers.TryGetValue(stretch, out PyramidReader? reader))
                readers[stretch] = reader = new PyramidReader(pyramids[stretch]);
            long number = (frame - stretches[stretch].Start) / OverviewShape.BinFrames;
            long start = number * OverviewShape.BinFrames;
            int count = (int)Math.Min(OverviewShape.BinFrames, Math.Min(reader.Frames, stretches[stretch].Count) - start);
            // Behind what is there, as after damage, there is nothing to compare.
            if (count <= 0) continue;
            Span<T> samples = values.AsSpan(0, count * channels);
            SampleFrames<T>.Read(signal, stretches[stretch].Start + start, samples);
            BinKernel.Reduce(
                samples, BinKernel.Minima<T>(entry, channels), BinKernel.Maxima<T>(entry, channels), BinKernel.Rms<T>(entry, channels));
            if (!reader.Entry(0, number).SequenceEqual(entry)) return false;
        }
        return true;
    }
}
