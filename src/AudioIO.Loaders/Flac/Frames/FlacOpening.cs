namespace AudioIO;

/// <summary>Finds out what the FlacFrames of a file are and how many, and notes where the header says otherwise.</summary>
internal static class FlacOpening
{
    /// <returns>What finds frames; null where the file ends before its first FlacFrame does.</returns>
    /// <exception cref="AudioFormatException">There is something behind the metadata that is not FLAC's.</exception>
    public static FlacFrameLocator? Locate(ByteSource bytes, FlacMetadata metadata, long wholeWalkBytes, DiagnosticLog log)
    {
        FlacStreamInfo streamInfo = metadata.StreamInfo;
        long position = metadata.AudioPosition;
        FlacStreamFormat? format = FlacFormatProbe.Find(bytes, streamInfo, position);
        if (format is null)
        {
            RequireBeginning(bytes, position);
            string message = $"The file ends before the first of {streamInfo.TotalFrames} frames.";
            if (streamInfo.TotalFrames > 0) log.Add(Note(DiagnosticKind.Truncated, message, bytes, position));
            return null;
        }
        if (format.BitsPerSample != streamInfo.BitsPerSample)
        {
            log.Add(Note(DiagnosticKind.Contradiction,
                $"STREAMINFO says {streamInfo.BitsPerSample} bits per sample, the FlacFrames have {format.BitsPerSample}; these count.",
                bytes, position));
        }
        if (format.FrameRate != streamInfo.Rate)
        {
            log.Add(Note(DiagnosticKind.Contradiction,
                $"STREAMINFO says {streamInfo.Rate} Hz, the FlacFrames {format.FrameRate} Hz; STREAMINFO counts.", bytes, position));
        }
        var locator = new FlacFrameLocator(format, new FlacFrameIndex(format.MaxBlockSize), position);
        FlacLength length = FlacLength.Measure(new FlacScanner(bytes, format), locator, wholeWalkBytes);
        if (length.TotalFrames == 0 && length.Ending == FlacEnding.Trailer) RequireBeginning(bytes, position);
        (locator.TotalFrames, locator.EndPosition, locator.CanLand) = (length.TotalFrames, length.EndPosition, length.IsOrdered);
        NoteLength(bytes, streamInfo.TotalFrames, length, log);
        return locator;
    }

    /// <summary>Nothing, or the beginning of a FlacFrame, is a file that was cut; anything else is not FLAC.</summary>
    private static void RequireBeginning(ByteSource bytes, long position)
    {
        var window = new ByteWindow(bytes);
        ReadOnlySpan<byte> start = window.Get(position, FlacFrameHeader.MaxLength);
        ReadOnlySpan<byte> sync = [0xFF, 0xF8];
        // A header that is cut itself shows its first bytes, the blocking strategy aside.
        bool cutInHeader = start.Length < FlacFrameHeader.MaxLength
            && (start.Length < 2 ? sync.StartsWith(start) : start[0] == sync[0] && (start[1] & 0xFE) == sync[1]);
        if (cutInHeader || FlacFrameHeader.TryParse(start, out _)) return;
        string found = Convert.ToHexString(start);
        throw new AudioFormatException(AudioFormatErrorKind.Malformed,
            $"First FlacFrame at byte {position}: expected a header with a CRC-8 that fits and a frame that decodes, found {found}",
            position, bytes.Path);
    }

    private static void NoteLength(ByteSource bytes, long announced, FlacLength length, DiagnosticLog log)
    {
        long rest = bytes.Length - length.EndPosition;
        if (length.Ending == FlacEnding.Truncated)
        {
            log.Add(Note(DiagnosticKind.Truncated,
                $"The file ends within a FlacFrame; its frames from {length.TotalFrames} on are lost.", bytes, length.EndPosition));
        }
        else if (length.Ending == FlacEnding.Damaged)
        {
            log.Add(Note(DiagnosticKind.Damaged, "The last FlacFrame is damaged; it keeps its place.", bytes, null));
        }
        else if (length.Ending == FlacEnding.Changed)
        {
            log.Add(Note(DiagnosticKind.Damaged,
                "Rate, channels or depth change within the stream; the frames behind the change cannot be read.", bytes, null));
        }
        else if (rest > 0)
        {
            string what = length.Ending == FlacEnding.AnotherStream ? "another FLAC stream, which is not read" : "no FlacFrame";
            log.Add(Note(DiagnosticKind.Ignored, $"{rest} bytes behind the last FlacFrame are {what}.", bytes, length.EndPosition));
        }
        // 0 is unknown, which is no contradiction.
        if (announced == 0 || announced == length.TotalFrames) return;
        bool cut = announced > length.TotalFrames && length.Ending == FlacEnding.Truncated;
        log.Add(Note(cut ? DiagnosticKind.Truncated : DiagnosticKind.Contradiction,
            $"STREAMINFO announces {announced} frames, the file has {length.TotalFrames}; these count.", bytes, null));
    }

    private static Diagnostic Note(DiagnosticKind kind, string message, ByteSource bytes, long? position) =>
        new(kind, message) { Position = position, Path = bytes.Path };
}
