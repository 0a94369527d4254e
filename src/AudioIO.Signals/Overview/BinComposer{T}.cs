using System.Buffers;
using System.Numerics;

namespace AudioIO.Overviews;

/// <summary>
/// One bin after the other for one view: of the largest bins that lie within it, and of samples at its ends, where those begin and end
/// elsewhere.
/// </summary>
internal sealed class BinComposer<T>(Signal<T> signal, OverviewLayout<T> layout)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // Samples that are read at once.
    private const int ReadValues = 1 << 16;

    private readonly BinTotal<T> _total = new(signal.Channels);
    private FrameRange _frames;
    private PyramidReader? _reader;

    /// <summary>Whether something went on under a reader, so that the view has to be composed again.</summary>
    public bool IsStale { get; private set; }

    /// <summary>Number of kept bins that were looked at.</summary>
    public long BinsRead { get; private set; }

    /// <summary>Up to where the segment of a frame is there, and where it ends.</summary>
    public (long FilledTo, long Stop) FilledTo(long frame)
    {
        MoveTo(frame);
        return (_frames.Start + Math.Min(_reader!.Frames, _frames.Count), _frames.Stop);
    }

    /// <summary>Composes a bin of exactly these frames, at least one.</summary>
    public void Compose(FrameRange frames, Span<T> min, Span<T> max, Span<float> rms)
    {
        _total.Clear();
        Add(frames);
        _total.CopyTo(min, max, rms);
    }

    /// <summary>Composes a bin of those of the frames that are there, at least one of them.</summary>
    public void ComposeFilled(FrameRange frames, Span<T> min, Span<T> max, Span<float> rms)
    {
        _total.Clear();
        for (long at = frames.Start; at < frames.Stop;)
        {
            (long filled, long stop) = FilledTo(at);
            stop = Math.Min(stop, frames.Stop);
            if (filled > at) Add(new FrameRange(at, Math.Min(filled, stop)));
            at = stop;
        }
        _total.CopyTo(min, max, rms);
    }

    /// <summary>Must be called when all bins are composed: sees whether they can be believed.</summary>
    public void Complete() => LeaveSegment();

    private void Add(FrameRange frames)
    {
        while (!frames.IsEmpty)
        {
            MoveTo(frames.Start);
            long stop = Math.Min(frames.Stop, _frames.Stop);
            AddWithin(_frames.Start, frames.Start - _frames.Start, stop - _frames.Start);
            frames = frames with { Start = stop };
        }
    }

    private void AddWithin(long origin, long at, long stop)
    {
        long filled = Math.Min(stop, _reader!.Frames);
        while (at < stop)
        {
            if (at < filled && TryAddBin(ref at, stop)) continue;
            // Up to the next bin, or to the end where it is there only in part.
            long next = at < filled ? Math.Min(stop, (at | (OverviewShape.BinFrames - 1)) + 1) : stop;
            AddSamples(origin + at, next - at);
            at = next;
        }
    }

    private bool TryAddBin(ref long at, long stop)
    {
        // The last bins of a finished stretch are as long as there are frames: they count as whole.
        bool isToEnd = _reader!.IsFinished && stop >= _reader.Frames;
        int level = OverviewShape.LevelAt(at, isToEnd ? long.MaxValue : Math.Min(stop, _reader.Frames) - at);
        for (level = Math.Min(level, _reader.Levels - 1); level >= 0; level--)
        {
            long frames = OverviewShape.FramesOf(level);
            ReadOnlySpan<byte> entry = _reader.Entry(level, at / frames);
            if (entry.IsEmpty) continue; // damaged: those below it may not be
            frames = Math.Min(frames, _reader.Frames - at);
            _total.Add(entry, frames);
            BinsRead++;
            at += frames;
            return true;
        }
        return false;
    }

    private void AddSamples(long start, long count)
    {
        int channels = signal.Channels;
        // Whole bins, so that what is composed of samples has the bits of what is composed of bins.
        long most = Math.Max(1, ReadValues / channels / OverviewShape.BinFrames) * OverviewShape.BinFrames;
        T[] rented = ArrayPool<T>.Shared.Rent((int)Math.Min(count, most) * channels);
        try
        {
            while (count > 0)
            {
                int frames = (int)Math.Min(count, most);
                Span<T> values = rented.AsSpan(0, frames * channels);
                SampleFrames<T>.Read(signal, start, values);
                for (int bin = 0; bin < frames; bin += OverviewShape.BinFrames)
                    _total.Add(values.Slice(bin * channels, Math.Min(OverviewShape.BinFrames, frames - bin) * channels));
                start += frames;
                count -= frames;
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    private void MoveTo(long frame)
    {
        if (_reader is not null && _frames.Start <= frame && frame < _frames.Stop) return;
        LeaveSegment();
        Segment<T> segment = layout.Segments[layout.SegmentAt(frame)];
        _frames = segment.Frames;
        _reader = new PyramidReader(segment.Pyramid);
    }

    private void LeaveSegment() => IsStale |= _reader?.IsStale ?? false;
}
