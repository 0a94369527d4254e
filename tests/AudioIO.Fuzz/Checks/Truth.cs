using System.Runtime.InteropServices;

namespace AudioIO.Fuzz;

/// <summary>What a part of a recording holds, read from its beginning to its end: values, and the frames that cannot be read.</summary>
internal sealed class Truth<T>
    where T : unmanaged
{
    private readonly T[] _values;
    private readonly bool[] _lost;
    private readonly bool[] _gone; // with their file, which is lost for every policy
    private readonly int _channels;

    private Truth(long start, int count, int channels)
    {
        (Start, _channels) = (start, channels);
        _values = new T[count * channels];
        _lost = new bool[count];
        _gone = new bool[count];
    }

    /// <summary>First frame.</summary>
    public long Start { get; }

    public int Count => _lost.Length;

    /// <summary>What the recording knew of its damage when all this was read.</summary>
    public IReadOnlyList<FrameRange> Damaged { get; private set; } = [];

    public ReadOnlySpan<T> Values => _values;

    /// <summary>Reads frames of a source. What throws has to name frames that were asked for; those alone are then left out.</summary>
    public static Truth<T> Read(AudioSource source, long start, int count, byte fill)
    {
        var truth = new Truth<T>(start, count, source.Info.Channels);
        MemoryMarshal.AsBytes(truth._values.AsSpan()).Fill(fill);
        truth.ReadRest(source, 0, count);
        truth.Damaged = source.DamagedRanges;
        return truth;
    }

    public bool IsLost(long frame) => Contains(frame, 1) && _lost[frame - Start];

    public bool IsAnyLost(long frame, int count) => _lost.AsSpan((int)(frame - Start), count).Contains(true);

    // An index may claim 2^63 − 1 frames.
    public bool Contains(long frame, int count) => frame >= Start && frame - Start <= Count - count;

    public bool Equals(Truth<T> other) => _lost.AsSpan().SequenceEqual(other._lost) && Bytes(_values).SequenceEqual(Bytes(other._values));

    /// <summary>True when these are the values of the frames from <paramref name="frame"/> on, bit for bit.</summary>
    public bool Matches(long frame, ReadOnlySpan<T> values) =>
        Bytes(_values.AsSpan((int)(frame - Start) * _channels, values.Length)).SequenceEqual(Bytes(values));

    /// <summary>Throws unless silence stands exactly where reading throws otherwise, and the rest is the same.</summary>
    public void AssertSilenced(Truth<T> silenced)
    {
        AssertKnown(silenced.Damaged);
        if (!silenced._lost.AsSpan().SequenceEqual(_gone)) throw new Finding("Frames that are to read as silence throw.");
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<byte> found = Bytes(silenced._values.AsSpan(i * _channels, _channels));
            // A lost frame is zero here, too.
            bool same = _gone[i] || found.SequenceEqual(Bytes(_values.AsSpan(i * _channels, _channels)));
            string what = _lost[i] ? "lost, but not silent" : "another where damage is silenced";
            if (!same) throw new Finding($"Frame {Start + i} is {what}.");
        }
    }

    /// <summary>Throws unless the same frames are lost.</summary>
    public void AssertSameLost<TOther>(Truth<TOther> other, string how)
        where TOther : unmanaged
    {
        for (int i = 0; i < Count; i++)
            if (_lost[i] != other.IsLost(Start + i)) throw new Finding($"Frame {Start + i} is {(_lost[i] ? "lost" : "there")}, but not {how}.");
    }

    /// <summary>Throws unless the ranges of damage that a recording names are the frames that are lost, of those that were read.</summary>
    public void AssertKnown(IReadOnlyList<FrameRange> damaged)
    {
        Span<bool> known = new bool[Count];
        foreach (FrameRange range in damaged)
        {
            FrameRange here = range.Intersect(new FrameRange(Start, Start + Count));
            if (!here.IsEmpty) known.Slice((int)(here.Start - Start), (int)here.Count).Fill(true);
        }
        for (int i = 0; i < Count; i++)
        {
            // With its file, a frame is gone rather than damaged.
            if (!_gone[i] && known[i] != _lost[i])
                throw new Finding($"Frame {Start + i} is {(_lost[i] ? "lost, and not among the damage" : "there, and among the damage")}: {string.Join(", ", damaged.Take(5))}.");
        }
    }

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<T> values) => MemoryMarshal.AsBytes(values);

    private void ReadRest(AudioSource source, int from, int to)
    {
        while (from < to)
        {
            (int lostFrom, int lostTo) = ReadUntilLost(source, from, to);
            if (lostFrom < lostTo)
            {
                _lost.AsSpan(lostFrom, lostTo - lostFrom).Fill(true);
                Span<T> lost = _values.AsSpan(lostFrom * _channels, (lostTo - lostFrom) * _channels);
                lost.Clear();
                if (lostFrom > from && ReadUntilLost(source, from, lostFrom) != (lostFrom, lostFrom))
                    throw new Finding($"Frames {Start + from} to {Start + lostFrom - 1} throw, too, and nobody said so.");
            }
            from = lostTo;
        }
    }

    /// <returns>The first frames that are lost; none, at the end, when all can be read.</returns>
    private (int From, int To) ReadUntilLost(AudioSource source, int from, int to)
    {
        try
        {
            source.Read(Start + from, _values.AsSpan(from * _channels, (to - from) * _channels));
            return (to, to);
        }
        catch (Exception fault) when (fault is IFrameDamage { StartFrame: not null })
        {
            var damage = (IFrameDamage)fault;
            long named = damage.StartFrame!.Value - Start;
            int lostFrom = (int)Math.Max(from, named), lostTo = (int)Math.Min(to, named + damage.FrameCount!.Value);
            if (lostFrom >= lostTo) throw new Finding($"Reading frames {Start + from} to {Start + to - 1} names others.", fault);
            // A file that is missing, or not the one of the index, is no damage that could be read as silence.
            if (fault is IOException or AudioFormatException { Kind: AudioFormatErrorKind.Changed })
                _gone.AsSpan(lostFrom, lostTo - lostFrom).Fill(true);
            return (lostFrom, lostTo);
        }
        catch (IOException)
        {
            // Nothing says which frames are concerned.
            if (to - from == 1)
            {
                _gone[from] = true;
                return (from, to);
            }
            int middle = (from + to) / 2;
            (int From, int To) lost = ReadUntilLost(source, from, middle);
            return lost.From < lost.To ? lost : ReadUntilLost(source, middle, to);
        }
    }
}
