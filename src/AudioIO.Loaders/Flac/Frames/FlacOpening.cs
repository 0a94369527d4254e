namespace AudioIO;

/// <summary>Finds out what the FlacFrames of a file are and how many, and notes where the header says otherwise.</summary>
internal static class FlacOpening
{
    /// <summary>
    /// The order of a local file is probed from here on, and what is before is walked: of a gigabyte some 30 places instead of 7 even ones.
    /// </summary>
    private const int FirstBytes = 1 << 16;

    /// <param name="window">The file.</param>
    /// <param name="streamInfo">What its header says.</param>
    /// <param name="position">Byte behind the metadata.</param>
    /// <param name="check">Decodes a FlacFrame.</param>
    /// <param name="wholeWalkBytes">A file of at most so many bytes is walked from its beginning to its end.</param>
    /// <param name="log">Takes what is not as it should be.</param>
    /// <returns>What finds frames; null where the file ends before its first FlacFrame does.</returns>
    /// <exception cref="AudioFormatException">There is something behind the metadata that is not FLAC's.</exception>
    public static FlacFrameLocator? Locate(
        ByteWindow window, FlacStreamInfo streamInfo, long position, IFlacFrameCheck check, long wholeWalkBytes, DiagnosticLog log)
    {
        ByteSource bytes = window.Source;
        var notes = new FlacNotes(bytes.Path, log);
        long fileLength = bytes.FindEnd();
        notes.ShortFile(fileLength, bytes.Length);
        // What is read there in any case, at once where the metadata reached beyond what came with it.
        if (bytes.IsRemote)
        {
            // Where nothing is announced, more is read there.
            int last = streamInfo.TotalFrames > 0 ? FlacFormatProbe.LargestBytes(streamInfo) : 0;
            bytes.Expect((position, FlacFormatProbe.FarBytes(streamInfo, fileLength - position)), (fileLength - last, last));
        }
        FlacStreamFormat? format = FlacFormatProbe.Find(window, streamInfo, position, check);
        if (format is null)
        {
            RequireBeginning(window, position);
            notes.NoFrame(streamInfo.TotalFrames, position);
            return null;
        }
        notes.Format(format, position);
        FlacScanner scanner = FlacFormatProbe.ScannerOf(window, format, fileLength - position, check);
        var jumps = new List<FlacGap>();
        var locator = new FlacFrameLocator(format, position)
        {
            Passing = gap =>
            {
                if (!gap.IsExplained) jumps.Add(gap);
            },
        };
        FlacLength length = FlacLength.Measure(scanner, locator, fileLength, wholeWalkBytes);
        if (length.TotalFrames == 0 && length.Ending is FlacEnding.Trailer or FlacEnding.OutOfOrder) RequireBeginning(window, position);
        foreach (FlacGap jump in jumps) notes.Jump(jump);
        jumps.Clear();
        locator.Passing = gap =>
        {
            if (gap.LosesNothing) log.Add(gap.ToDiagnostic(bytes.Path));
        };
        // Bytes before the first FlacFrame are noted whether or not anybody reads it.
        locator.WalkFromStart(scanner, 0);
        notes.Ending(length, fileLength);
        notes.Announced(format, length.TotalFrames, length.Ending);
        if (length.IsOrderOpen)
        {
            // What stays in memory until then are numbers, not the window over the file.
            var known = new FlacExtent(position, length.EndPosition, length.TotalFrames);
            // From afar every place costs; another recording that begins earlier than the first of few is not looked for.
            long firstOffset = bytes.IsRemote ? 0 : FirstBytes;
            locator.LeaveOrderOpen(
                asked => CheckOrder(asked, locator, known, fileLength, firstOffset, notes),
                FlacOrderProbe.Places(format, position, known.EndPosition, known.TotalFrames, firstOffset));
        }
        return locator;
    }

    /// <summary>
    /// Probes the order of a file whose last FlacFrame has the number that STREAMINFO announces. Where it is broken, the walk from the
    /// beginning says where what is in order ends; frames of the length that are not before it are lost.
    /// </summary>
    /// <returns>Null where the order is sound, else the byte behind the last FlacFrame in order.</returns>
    private static long? CheckOrder(
        FlacScanner scanner, FlacFrameLocator locator, FlacExtent known, long fileLength, long firstOffset, FlacNotes notes)
    {
        var probe = new FlacOrderProbe(scanner, known.StartPosition, known.EndPosition, known.TotalFrames);
        if (probe.IsInOrder(firstOffset, locator.Hints) && (scanner.Source.IsRemote || BeginsInOrder(scanner, known, probe.Found)))
        {
            locator.Hints?.Add(probe.Found);
            return null;
        }
        var jumps = new List<FlacGap>();
        var chain = new FlacFrameLocator(scanner.Format, known.StartPosition)
        {
            Passing = gap =>
            {
                if (!gap.IsExplained) jumps.Add(gap);
            },
        };
        FlacLength whole = FlacLength.Measure(scanner, chain, fileLength, long.MaxValue);
        foreach (FlacGap jump in jumps) notes.Jump(jump);
        notes.Ending(whole, fileLength);
        notes.OutOfOrder(known.TotalFrames, whole.TotalFrames, whole.EndPosition);
        return whole.EndPosition;
    }

    /// <summary>
    /// Notes what opening from afar has not looked for: that the recording ends before the FlacFrames with which the file ends, which have the
    /// announced number as well.
    /// </summary>
    public static void NoteEnd(FlacScanner scanner, FlacFrameLocator known, DiagnosticLog log)
    {
        long fileLength = scanner.Source.FindEnd();
        var chain = new FlacFrameLocator(scanner.Format, known.AudioPosition);
        FlacLength length = FlacLength.Measure(scanner, chain, fileLength, FlacLength.DefaultWholeWalkBytes, isThorough: true);
        if (length.EndPosition < known.EndPosition) new FlacNotes(scanner.Source.Path, log).Ending(length, fileLength);
    }

    /// <summary>True where the walk from the first FlacFrame passes those behind the first place that was probed.</summary>
    private static bool BeginsInOrder(FlacScanner scanner, FlacExtent known, List<FlacAnchor> probed)
    {
        var runs = new FlacRuns(scanner);
        long from = probed.Count > 0 ? probed[0].Position : known.EndPosition;
        while (scanner.MaySearch && scanner.TryFindHeader(from, known.EndPosition, 0, known.TotalFrames, out FlacAnchor start, out FlacFrameHeader header))
        {
            if (runs.IsLongerThan(scanner.Format.VerbatimFrameBytes, start, header, out FlacAnchor end))
            {
                var chain = new FlacFrameLocator(scanner.Format, known.StartPosition);
                chain.SetEnd(known.EndPosition, known.TotalFrames);
                return chain.WalkFromStart(scanner, start.Frame) == start;
            }
            from = Math.Max(end.Position, start.Position + 1);
        }
        return true;
    }

    /// <summary>Nothing, or the beginning of a FlacFrame, is a file that was cut; anything else is not FLAC.</summary>
    private static void RequireBeginning(ByteWindow window, long position)
    {
        ReadOnlySpan<byte> start = window.Get(position, FlacFrameHeader.MaxLength);
        start = start[..Math.Min(start.Length, FlacFrameHeader.MaxLength)];
        ReadOnlySpan<byte> sync = [0xFF, 0xF8];
        // A header that is cut itself shows its first bytes, the blocking strategy aside.
        bool cutInHeader = start.Length < FlacFrameHeader.MaxLength
            && (start.Length < 2 ? sync.StartsWith(start) : start[0] == sync[0] && (start[1] & 0xFE) == sync[1]);
        bool isForbidden = FlacFrameHeader.HasForbiddenBlockSize(start);
        if (!isForbidden && (cutInHeader || FlacFrameHeader.TryParse(start, out _))) return;
        string found = isForbidden
            ? "a block of 65536 frames, which is forbidden"
            : Convert.ToHexString(start[..Math.Min(start.Length, 4)]);
        throw new AudioFormatException(AudioFormatErrorKind.Malformed,
            $"First FlacFrame at byte {position}: expected a header with a CRC-8 that fits and a frame that decodes, found {found}",
            position, window.Source.Path);
    }
}
