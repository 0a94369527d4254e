namespace AudioIO;

/// <summary>A stretch of bytes between Mp3Frames that are none.</summary>
/// <param name="Frame">Number of the first Mp3Frame that is lost there.</param>
/// <param name="Lost">How many are.</param>
/// <param name="Position">Where the stretch begins, in bytes.</param>
/// <param name="EndPosition">Where it ends.</param>
/// <param name="IsCertain">False where the number is an estimate.</param>
internal readonly record struct Mp3Break(long Frame, long Lost, long Position, long EndPosition, bool IsCertain);

/// <summary>
/// Walks from Mp3Frame to Mp3Frame, each of which says where the next one begins, and goes on where the file has become longer.
/// </summary>
/// <remarks>
/// Mp3Frames have no numbers. Where the chain breaks, what is lost is counted by its bytes: at a constant bit rate that is exact, at a variable
/// one an estimate, unless the file says how many Mp3Frames it has and nothing else is lost. An Mp3Frame counts as lost together with what follows
/// it, where that is shorter than any: its own header is what is wrong then.
/// </remarks>
/// <param name="bytes">The file.</param>
/// <param name="stream">A header of the stream.</param>
/// <param name="position">Where the first Mp3Frame begins.</param>
internal sealed class Mp3Walker(ByteSource bytes, Mp3Header stream, long position)
{
    private const int ReadBytes = 1 << 16;

    private readonly Mp3Window _window = new(bytes, ReadBytes);
    private readonly Mp3IndexBuilder _builder = new(bytes.Path);
    private readonly List<Mp3Break> _breaks = []; // no more than the builder has runs
    private readonly List<(long Position, long Length)> _tags = [];
    private long _position = position;
    private long _last = -1; // position of the last Mp3Frame, while it may still turn out to be none
    private long _end = position;
    private long _length = bytes.Length; // of the file at the beginning of the walk
    private Sizes _sizes; // of the Mp3Frames so far
    private Sizes _sizesBefore; // of those before the last one

    /// <summary>A stretch whose number of Mp3Frames is known from elsewhere.</summary>
    public Mp3Break? Known { get; init; }

    /// <summary>The breaks found so far.</summary>
    public IReadOnlyList<Mp3Break> Breaks => _breaks;

    /// <summary>Tags passed over so far, at most one for each run.</summary>
    public IReadOnlyList<(long Position, long Length)> Tags => _tags;

    /// <summary>Where the walk stands: behind the last Mp3Frame and the tags behind it.</summary>
    public long Position => _position;

    /// <summary>Number of Mp3Frames so far, the lost ones included.</summary>
    public long Count => _builder.Count;

    /// <summary>The index of what was found so far.</summary>
    public Mp3Index ToIndex() => _builder.ToIndex(_end);

    /// <summary>Counts Mp3Frames that are lost before the first one.</summary>
    /// <param name="lost">How many.</param>
    /// <param name="from">Where the bytes begin that were these.</param>
    public void BeginBehind(long lost, long from)
    {
        _breaks.Add(new Mp3Break(0, lost, from, _position, IsCertain: true));
        _builder.Break(from, lost);
    }

    /// <summary>Walks to the end of the bytes.</summary>
    /// <exception cref="AudioFormatException">The file has too many breaks.</exception>
    public void Walk()
    {
        _length = bytes.Length;
        while (true)
        {
            ReadOnlySpan<byte> head = _window.Get(_position, Mp3Header.MaxFrameBytes);
            if (Mp3Header.TryParse(head, out Mp3Header header) && stream.Continues(header))
            {
                bool isCut = header.FrameBytes > head.Length;
                if ((isCut || header.BitRate != _sizes.LastBitRate) && Within(header) is { } next) Lose(_position, next);
                else if (isCut) break; // the rest may still be written
                else Add(header);
            }
            else if (!PassTag(head) && !PassBreak())
            {
                break;
            }
        }
        // It was given out: whatever comes behind it, it stays.
        _last = -1;
    }

    private void Add(Mp3Header header)
    {
        _builder.Add(_position);
        _last = _position;
        (_sizesBefore, _sizes) = (_sizes, _sizes.With(header));
        _end = _position += header.FrameBytes;
    }

    private bool PassTag(ReadOnlySpan<byte> head)
    {
        long length = Mp3Tags.IsLyrics(head) ? Mp3Tags.LyricsLength(_window.Get(_position, ReadBytes)) : Mp3Tags.Length(head);
        if (length == 0) return false;
        // What is cut off, or claims more than there is, ends with the file.
        length = Math.Min(length, _length - _position);
        _builder.Break(_end, 0);
        // Tags that touch are one: a file of nothing else has one entry.
        if (_tags.Count > 0 && _tags[^1].Position + _tags[^1].Length == _position) _tags[^1] = (_tags[^1].Position, _tags[^1].Length + length);
        else _tags.Add((_position, length));
        _position += length;
        _last = -1;
        return true;
    }

    /// <summary>Goes to where the stream goes on.</summary>
    /// <returns>False where it does not.</returns>
    private bool PassBreak()
    {
        long next = Search(_last >= 0 ? _last + Mp3Header.Length : _position + 1);
        if (next < 0) return false;
        long from = _position;
        // What breaks the chain may be the last one: it has no say in what was lost.
        if (_last >= 0) _sizes = _sizesBefore;
        (long lost, bool isCertain) = Estimate(from, next);
        if (_last >= 0 && (next < from || lost == 0))
        {
            from = _last;
            _builder.TakeBack(from);
            // That there is none but it was either known or follows from what it claims.
            (lost, isCertain) = IsKnown(_position, next) ? (1, true) : Estimate(from, next);
            lost = Math.Max(1, lost);
        }
        Lose(from, next, lost, isCertain);
        return true;
    }

    /// <summary>
    /// The position of an Mp3Frame that begins within what another one claims for itself: then its length is wrong, though it may lead to the beginning
    /// of a later one, as twice the bit rate does.
    /// </summary>
    private long? Within(Mp3Header header)
    {
        ReadOnlySpan<byte> there = _window.Get(_position, Mp3Header.MaxFrameBytes + Mp3Sync.LookedAtBytes);
        bool isWhole = _position + there.Length >= _length;
        int found = Mp3Sync.FindNext(there[Mp3Header.Length..], isWhole, stream) + Mp3Header.Length;
        return found >= Mp3Header.Length && found < header.FrameBytes ? _position + found : null;
    }

    private void Lose(long from, long next)
    {
        (long lost, bool isCertain) = Estimate(from, next);
        Lose(from, next, Math.Max(1, lost), isCertain);
    }

    private void Lose(long from, long next, long lost, bool isCertain)
    {
        _breaks.Add(new Mp3Break(_builder.Count, lost, from, next, isCertain));
        _builder.Break(from, lost);
        _position = next;
        _last = -1;
    }

    private long Search(long from)
    {
        while (true)
        {
            ReadOnlySpan<byte> there = _window.Get(from, Mp3Sync.LookedAtBytes);
            bool isWhole = from + there.Length >= _length || there.Length < Mp3Sync.LookedAtBytes;
            int found = Mp3Sync.FindNext(there, isWhole, stream);
            if (found >= 0) return from + found;
            if (isWhole) return -1;
            from += there.Length - Mp3Sync.LookedAtBytes + 1;
        }
    }

    /// <summary>How many Mp3Frames the bytes between two positions were.</summary>
    private (long Lost, bool IsCertain) Estimate(long from, long next)
    {
        if (IsKnown(from, next)) return (Known!.Value.Lost, true);
        long length = next - from;
        double mean = _sizes.Mean(stream), count = Math.Round(length / mean);
        // Padding makes of equal Mp3Frames some that are a byte longer: any number of them has its mean length, but for one byte.
        if (_sizes.IsConstant) return ((long)count, Math.Abs(length - (count * mean)) < 1.5);
        double least = stream.FrameCount / 8.0 * (stream.IsVersion1 ? 32_000 : 8_000) / stream.Rate;
        return length < Math.Floor(least) ? (0, true) : (Math.Max(1, (long)count), false);
    }

    private bool IsKnown(long from, long next) => Known is { } known && known.Position == from && known.EndPosition == next;

    /// <summary>What is known of the lengths of Mp3Frames.</summary>
    /// <param name="Bytes">Of all of them.</param>
    /// <param name="Count">How many there are.</param>
    /// <param name="BitRate">That all of them have; 0 where they have several.</param>
    /// <param name="LastBitRate">That the last one has.</param>
    private readonly record struct Sizes(long Bytes, long Count, int BitRate, int LastBitRate)
    {
        public Sizes With(Mp3Header header) =>
            new(Bytes + header.FrameBytes, Count + 1, Count == 0 || BitRate == header.BitRate ? header.BitRate : 0, header.BitRate);

        /// <summary>A few that happen to be equal do not make a constant bit rate.</summary>
        public bool IsConstant => BitRate > 0 && Count >= 8;

        public double Mean(Mp3Header stream) => BitRate > 0 ? stream.FrameCount / 8.0 * BitRate / stream.Rate
            : Count > 0 ? Bytes / (double)Count
            : stream.MeanFrameBytes;
    }
}
