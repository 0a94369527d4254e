namespace AudioIO;

/// <summary>
/// Looks at bytes for FlacFrames of one stream: is there one here, where is the next header, does it hold together. Knows nothing of what
/// was found before; used by one thread at a time. Bytes that do not come, whatever the length of the source, are its end.
/// </summary>
/// <param name="window">The bytes, and the part of them in memory.</param>
/// <param name="format">What the FlacFrames of the stream have in common.</param>
/// <param name="check">Decodes a FlacFrame.</param>
internal sealed class FlacScanner(ByteWindow window, FlacStreamFormat format, IFlacFrameCheck check)
{
    /// <summary>
    /// What one request may spend on headers that lead nowhere and FlacFrames tried in vain, in values decoded, before the rest of the file
    /// is given up: a file made of headers must not take hours. Sound files spend nothing.
    /// </summary>
    private const long MaxEffort = 1L << 28;

    /// <summary>Parsing a header costs about as much as decoding so many values.</summary>
    private const int HeaderEffort = 8;

    /// <summary>Read at once where nothing is found for long: below it the calls cost more than the bytes.</summary>
    private const int MaxReadBytes = 1 << 18;

    // Enough for a FlacFrame and the header behind, within what is read as fast as less.
    private readonly int _readBytes = ReadBytesOf(format);
    private long _effort;

    public FlacScanner(ByteSource source, FlacStreamFormat format, IFlacFrameCheck check)
        : this(new ByteWindow(source), format, check)
    {
    }

    public FlacStreamFormat Format => format;

    public ByteSource Source => window.Source;

    public IFlacFrameCheck Checker => check;

    public ByteWindow Window => window;

    /// <summary>
    /// Bytes that are read at once where a header is looked for; where that leads to none, twice as many follow. From afar a FlacFrame is tried
    /// with so many as well: those behind it would cost a trip.
    /// </summary>
    public int SearchBytes { get; init; } = ReadBytesOf(format);

    /// <summary>Bytes searched for headers, summed up by checksums and decoded so far: what finding costs, free of the clock.</summary>
    public long CheckedBytes { get; private set; }

    /// <summary>False when the search has cost so much that it has to end.</summary>
    public bool MaySearch => _effort < MaxEffort;

    /// <summary>Begins another request.</summary>
    public void ResetEffort() => _effort = 0;

    /// <summary>Parses the header at a position; false where there is none of this stream.</summary>
    public bool TryReadHeader(long position, out FlacFrameHeader header, out long startFrame)
    {
        bool found = FlacFrameHeader.TryParse(Window.Get(position, FlacFrameHeader.MaxLength), out header) && format.Accepts(header);
        startFrame = found ? format.StartFrame(header) : 0;
        return found;
    }

    /// <summary>Finds the first header of this stream whose first frame lies within bounds.</summary>
    /// <param name="from">First byte at which it may begin.</param>
    /// <param name="to">First byte at which it may no longer begin.</param>
    /// <param name="minFrame">Least first frame.</param>
    /// <param name="maxFrame">Greatest first frame.</param>
    /// <param name="anchor">Where it is.</param>
    /// <param name="header">The header.</param>
    public bool TryFindHeader(long from, long to, long minFrame, long maxFrame, out FlacAnchor anchor, out FlacFrameHeader header) =>
        TryFindHeader(from, to, minFrame, maxFrame, ofAnyFormat: false, out anchor, out header);

    private bool TryFindHeader(
        long from, long to, long minFrame, long maxFrame, bool ofAnyFormat, out FlacAnchor anchor, out FlacFrameHeader header)
    {
        ReadOnlySpan<byte> sync = [0xFF, (byte)(format.VariableBlockSize ? 0xF9 : 0xF8)];
        int ahead = SearchBytes;
        while (from < to)
        {
            // From afar what lies behind the last place would cost a trip.
            if (Source.IsRemote) ahead = (int)Math.Min(ahead, to - from + FlacFrameHeader.MaxLength);
            ReadOnlySpan<byte> bytes = Window.Get(from, FlacFrameHeader.MaxLength + 1, ahead);
            if (bytes.Length < FlacFrameHeader.MinLength) break;
            // Fewer bytes than asked are the last ones. A header that is cut by the end of what is in memory is looked at with the bytes
            // behind it, so that every turn of the loop passes at least one byte.
            bool last = bytes.Length <= FlacFrameHeader.MaxLength;
            int searched = last ? bytes.Length - 1 : bytes.Length - FlacFrameHeader.MaxLength;
            searched = (int)Math.Min(searched, to - from);
            for (int i = 0; i < searched; i++)
            {
                int next = bytes[i..Math.Min(searched + 1, bytes.Length)].IndexOf(sync);
                if (next < 0) break;
                i += next;
                if (FlacFrameHeader.TryParse(bytes[i..], out header) && (ofAnyFormat || format.Accepts(header)))
                {
                    anchor = new FlacAnchor(from + i, format.StartFrame(header));
                    if (anchor.Frame >= minFrame && anchor.Frame <= maxFrame)
                    {
                        CheckedBytes += i;
                        return true;
                    }
                }
                _effort += HeaderEffort;
            }
            CheckedBytes += searched;
            if (last) break;
            from += searched;
            ahead = Math.Min(2 * ahead, MaxReadBytes);
        }
        (anchor, header) = (default, default);
        return false;
    }

    private static int ReadBytesOf(FlacStreamFormat format, int most = 1 << 15) =>
        Math.Clamp(format.VerbatimFrameBytes + FlacFrameHeader.MaxLength, 1 << 12, most);

    /// <summary>Decodes the FlacFrame at a position and checks its CRC-16, reading as many bytes as it needs.</summary>
    /// <param name="position">Where <paramref name="header"/> was found.</param>
    /// <param name="header">Its header.</param>
    /// <param name="frameBytes">Its length in bytes, where there is no fault.</param>
    public FlacFault Measure(long position, in FlacFrameHeader header, out int frameBytes) =>
        Measure(position, header, format, out frameBytes);

    /// <summary>As <see cref="Measure(long, in FlacFrameHeader, out int)"/>, for a FlacFrame that may be of another format.</summary>
    public FlacFault Measure(long position, in FlacFrameHeader header, FlacStreamFormat actual, out int frameBytes)
    {
        // At first all of a usual FlacFrame, as one that is cut is decoded again from its beginning; doubled up to twice the largest, 2^25.
        for (int wanted = Source.IsRemote ? SearchBytes : ReadBytesOf(actual, 1 << 17); ; wanted *= 2)
        {
            ReadOnlySpan<byte> bytes = Window.Get(position, wanted);
            // A file that was cut since the header was seen may have nothing left to decode.
            frameBytes = 0;
            FlacFault fault = bytes.Length < header.Length ? FlacFault.OutOfData : check.Check(bytes, header, actual, out frameBytes);
            bool whole = bytes.Length < wanted || bytes.Length >= FlacStreamFormat.MaxFrameBytes;
            if (fault == FlacFault.OutOfData && !whole) continue;
            // Where there are more bytes than its samples take, it is not the file that ends too early.
            if (fault == FlacFault.OutOfData && bytes.Length > actual.VerbatimFrameBytes) fault = FlacFault.TooLong;
            CheckedBytes += fault == FlacFault.None ? frameBytes : Math.Min(bytes.Length, format.VerbatimFrameBytes);
            if (fault != FlacFault.None) _effort += HeaderEffort + ((long)header.BlockSize * header.Channels);
            return fault;
        }
    }

    /// <summary>
    /// Finds the FlacFrame that continues this one without decoding it: the first header up to which the CRC-16 of the bytes is right,
    /// when it has the number that follows. One with another number or of another format is left to decoding: a whole FlacFrame that stands out
    /// of order leaves the CRC-16 right as well, and stepping over it would not find what reading finds.
    /// </summary>
    public bool TryStep(FlacAnchor anchor, in FlacFrameHeader header, out FlacAnchor next, out FlacFrameHeader nextHeader)
    {
        long expected = anchor.Frame + header.BlockSize;
        // A larger FlacFrame than its samples is legal, but rare enough to be decoded instead.
        int reach = format.VerbatimFrameBytes + FlacFrameHeader.MaxLength;
        long to = anchor.Position + reach, covered = anchor.Position;
        if (Source.IsRemote) Window.Get(anchor.Position, Math.Min(reach, SearchBytes));
        else Window.Get(anchor.Position, reach, _readBytes);
        ushort crc = 0;
        // Headers may also stand in the samples; the checksum tells, carried on from one to the next.
        long from = anchor.Position + header.Length;
        for (; TryFindHeader(from, to, long.MinValue, long.MaxValue, ofAnyFormat: true, out next, out nextHeader); from = next.Position + 1)
        {
            // At most the reach, below 2^23.
            int length = (int)(next.Position - covered);
            ReadOnlySpan<byte> bytes = Window.Get(covered, length);
            // The file has become shorter since the header was seen.
            if (bytes.Length < length) return false;
            bytes = bytes[..length];
            crc = covered == anchor.Position ? FlacCrc16.Compute(bytes) : FlacCrc16.ComputeByTable(crc, bytes);
            // Zeros behind a FlacFrame leave the checksum right: decoding tells where it ends, as reading does.
            if (crc == 0)
            {
                return next.Frame == expected && bytes[^1] != 0 && format.Accepts(nextHeader)
                    && !HoldsOtherStrategy(anchor.Position, header.Length, (int)(next.Position - anchor.Position));
            }
            covered = next.Position;
        }
        return false;
    }

    /// <summary>
    /// True where a FlacFrame ends before so many bytes, and one with the other blocking strategy follows it: no search for headers of this stream
    /// meets that one.
    /// </summary>
    private bool HoldsOtherStrategy(long position, int headerBytes, int length)
    {
        ReadOnlySpan<byte> bytes = Window.Get(position, length)[..length];
        ReadOnlySpan<byte> sync = [0xFF, (byte)(format.VariableBlockSize ? 0xF8 : 0xF9)];
        ushort crc = 0;
        for (int from = headerBytes, covered = 0; ; from++)
        {
            int next = bytes[from..].IndexOf(sync);
            if (next < 0) return false;
            from += next;
            if (!FlacFrameHeader.TryParse(bytes[from..], out _)) continue;
            crc = covered == 0 ? FlacCrc16.Compute(bytes[..from]) : FlacCrc16.ComputeByTable(crc, bytes[covered..from]);
            if (crc == 0) return true;
            covered = from;
            _effort += HeaderEffort;
        }
    }
}
