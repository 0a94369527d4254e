using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AudioIO.Overviews;

/// <summary>The overview of a part of a signal that is kept by itself: its stretches one after the other. Filled by one thread at a time.</summary>
internal sealed class PartOverview<T>(Signal<T> signal, PartStore store, SeenDamage damage)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // Bytes read at once: within the cache of a processor, and enough for a decoder that takes several blocks at once.
    private const int ReadBytes = 1 << 18;

    // How often the file says how far it is: what a program that dies loses at most, a few ms of decoding.
    private const long FramesPerNote = 1 << 20;

    // A recording that has grown is looked at in so many places of every stretch.
    private const int Places = 8, PlaceBins = 16;

    private readonly Lock _lock = new();
    private readonly PyramidShape _shape = OverviewShape.Of<T>(signal.Channels);
    private readonly List<Pyramid> _pyramids = [];
    private FrameRange[] _stretches = [];
    private bool _isOpen;

    public PartStore Store => store;

    public FrameRange[] Stretches => Volatile.Read(ref _stretches);

    public OverviewPart Describe() => new()
    {
        Frames = new FrameRange(Stretches[0].Start, Stretches[^1].Stop),
        FilledTo = FilledTo(), // opens the file
        Path = store.Path,
        Rebuilt = store.Rebuilt,
        Fault = store.Fault,
    };

    /// <summary>Says which stretches there are now: those that were there before begin where they did, and none but the last is longer.</summary>
    public void SetStretches(FrameRange[] stretches) => Volatile.Write(ref _stretches, stretches);

    /// <summary>Says that frames from one on may have become others since they were computed.</summary>
    public void Doubt(long frame)
    {
        lock (_lock)
        {
            foreach ((Pyramid pyramid, FrameRange stretch) in _pyramids.Zip(Stretches)) pyramid.Doubt(Math.Max(0, frame - stretch.Start));
        }
    }

    /// <summary>The levels of a stretch.</summary>
    public Pyramid PyramidOf(int stretch)
    {
        lock (_lock)
        {
            FrameRange[] stretches = Stretches;
            if (!_isOpen)
            {
                _isOpen = true;
                AddPyramids(stretches);
                new PartRecovery(store, stretches, _pyramids, IsStillThere).Run();
            }
            AddPyramids(stretches);
            return _pyramids[stretch];
        }
    }

    /// <summary>Up to which frame of the signal all is there.</summary>
    public long FilledTo()
    {
        FrameRange[] stretches = Stretches;
        for (int i = 0; i < stretches.Length; i++)
        {
            Pyramid pyramid = PyramidOf(i);
            (_, long frames, bool isFinished) = pyramid.Snapshot();
            if (frames < stretches[i].Count || !isFinished) return stretches[i].Start + Math.Min(frames, stretches[i].Count);
        }
        return stretches[^1].Stop;
    }

    /// <summary>Computes what is not there. What was done when it ends early is kept.</summary>
    public void Fill(Action<long> progress, CancellationToken cancellationToken)
    {
        FrameRange[] stretches = Stretches;
        int first = 0;
        while (first < stretches.Length && IsDone(stretches, first)) first++;
        if (first == stretches.Length && store.IsSame) return;
        store.BeginWriting();
        try
        {
            for (int i = first; i < stretches.Length; i++)
                if (!IsDone(stretches, i)) Fill(stretches, i, progress, cancellationToken);
            // Of a recording that has grown it is known now that it is the same.
            if (first == stretches.Length) store.Note(stretches, first - 1, stretches[^1].Count, isFinished: true);
        }
        finally
        {
            store.EndWriting();
        }
    }

    private bool IsDone(FrameRange[] stretches, int stretch)
    {
        (_, long frames, bool isFinished) = PyramidOf(stretch).Snapshot();
        return isFinished && frames == stretches[stretch].Count;
    }

    private void Fill(FrameRange[] stretches, int stretch, Action<long> progress, CancellationToken cancellationToken)
    {
        Pyramid pyramid = PyramidOf(stretch);
        FrameRange range = stretches[stretch];
        (_, long at, bool isFinished) = pyramid.Snapshot();
        if (isFinished || pyramid.IsDamaged)
        {
            // The end that was written is written over from here on: first the file says that it is none.
            store.Note(stretches, stretch, at - (at % _shape.NodeFrames), isFinished: false);
            pyramid.Restore(at);
            at = pyramid.Snapshot().Frames;
        }
        int channels = signal.Channels, block = BlockFrames();
        long noted = pyramid.StoredFrames, begun = at, revision = damage.Revision;
        T[] rented = ArrayPool<T>.Shared.Rent(block * channels);
        try
        {
            while (at < range.Count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = (int)Math.Min(block, range.Count - at);
                Span<T> values = rented.AsSpan(0, count * channels);
                SampleFrames<T>.Read(signal, range.Start + at, values);
                at += count;
                AddBins(pyramid, values);
                if (at < range.Count && pyramid.StoredFrames - noted >= FramesPerNote)
                {
                    noted = pyramid.StoredFrames;
                    store.Note(stretches, stretch, noted, isFinished: false);
                }
                if (at < range.Count) progress(range.Start + at);
            }
            // All but the last block are of whole bins.
            pyramid.Finish((int)(range.Count % OverviewShape.BinFrames));
            progress(range.Stop);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rented);
            if (!damage.TryNote(revision)) pyramid.Doubt(begun);
            store.Note(stretches, stretch, pyramid.StoredFrames, pyramid.IsFinished);
        }
    }

    /// <summary>Bins of whole blocks; the bin of fewer frames at the end of a stretch stays in the room behind them.</summary>
    private void AddBins(Pyramid pyramid, ReadOnlySpan<T> values)
    {
        int channels = signal.Channels, binValues = OverviewShape.BinFrames * channels;
        while (!values.IsEmpty)
        {
            Span<byte> free = pyramid.Free;
            ReadOnlySpan<T> some = values[..Math.Min(values.Length, free.Length / _shape.EntryBytes * binValues)];
            BinKernel.ReduceAll(some, channels, OverviewShape.BinFrames, free);
            pyramid.Commit(some.Length / binValues);
            values = values[some.Length..];
        }
    }

    /// <summary>Frames read at once: whole bins, and whole units of the decoder where both fit together.</summary>
    private int BlockFrames()
    {
        int frames = Math.Max(1, ReadBytes / (Unsafe.SizeOf<T>() * signal.Channels)), unit = signal.FramesPerUnit;
        long both = unit / (long)BigInteger.GreatestCommonDivisor(unit, OverviewShape.BinFrames) * OverviewShape.BinFrames;
        long step = both <= 4L * frames ? both : OverviewShape.BinFrames;
        return (int)(Math.Max(1, frames / step) * step);
    }

    private void AddPyramids(FrameRange[] stretches)
    {
        long first = 0;
        for (int i = 0; i < stretches.Length; i++)
        {
            if (i == _pyramids.Count) _pyramids.Add(new Pyramid(_shape, new BinReduction<T>(signal.Channels), store, first));
            first += _shape.AllNodes(stretches[i].Count);
        }
    }

    /// <summary>Whether the bins at the beginning, at the end and between are still those of the samples.</summary>
    private bool IsStillThere(FrameRange stretch, PyramidReader reader)
    {
        int channels = signal.Channels;
        // Whole bins: the last one of a stretch that has grown is another one now.
        long bins = reader.Frames / OverviewShape.BinFrames;
        int count = (int)Math.Min(bins, PlaceBins);
        if (count == 0) return true;
        T[] values = new T[count * OverviewShape.BinFrames * channels];
        byte[] entry = new byte[_shape.EntryBytes];
        for (int place = 0; place < Places; place++)
        {
            long first = (bins - count) * place / (Places - 1);
            SampleFrames<T>.Read(signal, stretch.Start + (first * OverviewShape.BinFrames), values);
            for (int i = 0; i < count; i++)
            {
                BinKernel.Reduce(
                    values.AsSpan(i * OverviewShape.BinFrames * channels, OverviewShape.BinFrames * channels),
                    BinKernel.Minima<T>(entry, channels), BinKernel.Maxima<T>(entry, channels), BinKernel.Rms<T>(entry, channels));
                if (!reader.Entry(0, first + i).SequenceEqual(entry)) return false;
            }
        }
        return true;
    }
}
