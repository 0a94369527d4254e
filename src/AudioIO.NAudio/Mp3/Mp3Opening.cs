namespace AudioIO;

/// <summary>Measures a file: where its first Mp3Frame is, what the encoder says of it, and all Mp3Frames behind it.</summary>
/// <param name="bytes">The file.</param>
/// <param name="start">Where the content begins, behind tags.</param>
internal sealed class Mp3Opening(ByteSource bytes, long start)
{
    /// <summary>Mp3Frames by which the checksums of an encoder are judged.</summary>
    private const int JudgedFrames = 8;

    private readonly List<Diagnostic> _notes = [];
    private long _tagPosition;

    /// <summary>What is not as it should be at the beginning, in the order it was found; it stays true when the file grows.</summary>
    public IReadOnlyList<Diagnostic> Notes => _notes;

    /// <summary>Finds the Mp3Frames behind those that are known when the file has become longer.</summary>
    public Mp3Walker Walker { get; private set; } = null!;

    /// <summary>Measures the file.</summary>
    /// <exception cref="AudioFormatException">It cannot be read.</exception>
    public Mp3Recording Measure()
    {
        byte[] head = new byte[AudioFormat.HeadBytes];
        head = head[..bytes.Read(start, head)];
        int offset = Mp3Sync.FindFirst(head, isWhole: head.Length < AudioFormat.HeadBytes);
        if (offset < 0 || !Mp3Header.TryParse(head.AsSpan(offset), out Mp3Header stream))
        {
            throw new AudioFormatException(
                AudioFormatErrorKind.Unsupported, $"Content at byte {start}: expected Mp3Frames that state their bit rate, found free format", start, bytes.Path);
        }
        long position = start + offset;
        byte[] frame = new byte[stream.FrameBytes];
        Mp3InfoTag? tag = bytes.Read(position, frame) == frame.Length ? Mp3InfoTag.Parse(stream, frame) : null;
        long first = tag is null ? position : position + frame.Length;
        (Walker, long lost) = Walk(stream, first, tag is null ? offset : 0, null);
        if (tag?.FrameCount is { } claimed && claimed != Walker.Count && Uncertain() is { } single)
        {
            // The encoder's count decides how many Mp3Frames the only stretch had that is not certain.
            long count = single.Lost + claimed - Walker.Count;
            // None at all: the one before it is what is wrong, and longer or shorter than it says.
            if (count >= 0 && count <= single.EndPosition - single.Position) (Walker, lost) = Walk(stream, first, 0, single with { Lost = count });
        }
        if (Walker.Count == lost)
        {
            throw new AudioFormatException(
                AudioFormatErrorKind.Truncated, $"Content at byte {first}: expected an Mp3Frame, found {bytes.Length - first} bytes that end before it does",
                first, bytes.Path);
        }
        if (tag is { Delay: not null, FrameCount: { } all } && (all * stream.FrameCount) - tag.PaddedFrames <= tag.SkippedFrames) tag = tag with { Delay = null };
        var recording = new Mp3Recording(stream, tag, Walker.ToIndex(), ChecksCrc(stream, first));
        if (offset > 0) Note(DiagnosticKind.Ignored, start, $"{offset} bytes stand before the first Mp3Frame; they are skipped.");
        _tagPosition = position;
        NoteBeginning(recording);
        return recording;
    }

    /// <summary>What is not as it should be in the file as long as it is now, from the tag's count of Mp3Frames to what stands behind the last one.</summary>
    /// <param name="recording">The file as it was measured last.</param>
    public IEnumerable<Diagnostic> Describe(Mp3Recording recording) =>
        [
            .. DescribeTag(recording),
            .. Walker.Breaks.Select(gap => Describe(recording, gap)),
            .. Walker.Tags.Select(tag => Entry(DiagnosticKind.Ignored, tag.Position, $"{tag.Length} bytes of a tag stand here; they are skipped.")),
            .. DescribeEnd(recording),
        ];

    /// <summary>The entry for a stretch without Mp3Frames.</summary>
    private Diagnostic Describe(Mp3Recording recording, Mp3Break gap)
    {
        FrameRange lost = recording.FramesOf(gap.Frame, gap.Lost);
        if (gap.Lost == 0)
        {
            string skipped = $"{gap.EndPosition - gap.Position} bytes at byte {gap.Position} are no Mp3Frame, and too few to have been one; they are skipped.";
            return new Diagnostic(DiagnosticKind.Ignored, skipped) { Position = gap.Position, Path = bytes.Path };
        }
        string count = gap.IsCertain ? $"they were {gap.Lost} Mp3Frames" : $"they are taken for {gap.Lost} Mp3Frames: what follows may lie earlier or later";
        return new Diagnostic(DiagnosticKind.Damaged, $"{gap.EndPosition - gap.Position} bytes at byte {gap.Position} are no Mp3Frames; {count}.")
        {
            Position = gap.Position,
            Path = bytes.Path,
            StartFrame = lost.Start,
            FrameCount = lost.Stop - lost.Start,
        };
    }

    private (Mp3Walker Walker, long Lost) Walk(Mp3Header stream, long first, long before, Mp3Break? known)
    {
        var walker = new Mp3Walker(bytes, stream, first) { Known = known };
        // What stands before the first one was Mp3Frames, too, where it has the length of some.
        long lost = (long)Math.Round(before / stream.MeanFrameBytes);
        if (Math.Abs(before - (lost * stream.MeanFrameBytes)) >= 1.5) lost = 0;
        if (lost > 0) walker.BeginBehind(lost, start);
        walker.Walk();
        return (walker, lost);
    }

    private Mp3Break? Uncertain() => Walker.Breaks.Count(gap => !gap.IsCertain) == 1 ? Walker.Breaks.First(gap => !gap.IsCertain) : null;

    /// <summary>False where none of the first checksums fits: then it is the encoder that is wrong, not the file.</summary>
    private bool ChecksCrc(Mp3Header stream, long position)
    {
        byte[] frame = new byte[Mp3Header.MaxFrameBytes];
        int wrong = 0;
        for (int i = 0; i < JudgedFrames; i++)
        {
            int count = bytes.Read(position, frame);
            if (!Mp3Header.TryParse(frame.AsSpan(0, count), out Mp3Header header) || !stream.Continues(header) || count < header.FrameBytes) break;
            if (header.HasCrc && Mp3Crc.Fits(header, frame)) return true;
            if (header.HasCrc) wrong++;
            position += header.FrameBytes;
        }
        if (wrong < 2) return true;
        Note(DiagnosticKind.Contradiction, position, $"None of the first {wrong} CRCs fits; they are not checked.");
        return false;
    }

    private IEnumerable<Diagnostic> DescribeTag(Mp3Recording recording)
    {
        if (recording.Tag is not { } tag) yield break;
        if (tag.Delay is not null)
        {
            string padding = recording.IsPadded ? $" and {tag.PaddedFrames} at its end" : "";
            yield return Entry(
                DiagnosticKind.Ignored, _tagPosition,
                $"{tag.SkippedFrames} frames at the beginning{padding} were added by the encoder ({tag.Encoder}); they are left out.");
        }
        if (tag.FrameCount is not { } claimed || claimed == recording.Index.Count) yield break;
        bool isCut = recording.Index.Count < claimed;
        yield return Entry(
            isCut ? DiagnosticKind.Truncated : DiagnosticKind.Contradiction,
            _tagPosition,
            $"The tag {tag.Name} counts {claimed} Mp3Frames, the file has {recording.Index.Count}" +
            (isCut || tag.Delay is null ? "." : "; the encoder's padding is not left out, for it is not known where it is."));
    }

    /// <summary>Says where the main data of the first Mp3Frames lie before the file.</summary>
    private void NoteBeginning(Mp3Recording recording)
    {
        if (recording.Index.Runs[0].Start > 0) return;
        var reader = new Mp3Reader(bytes, recording);
        long frame = 0;
        while (frame < Mp3SideInfo.MaxReservoir && frame < recording.Index.Count
            && reader.Read(recording, frame, out _) is { Kind: AudioFormatErrorKind.Truncated or AudioFormatErrorKind.Malformed } fault
            && (frame > 0 || fault.Kind == AudioFormatErrorKind.Truncated)) frame++;
        if (frame == 0) return;
        FrameRange lost = recording.FramesOf(0, frame);
        _notes.Add(new Diagnostic(
            DiagnosticKind.Truncated,
            $"The file begins within a longer stream: the first {frame} Mp3Frames need bytes that lie before it, and cannot be decoded.")
        {
            Position = recording.Index.Runs[0].Position,
            Path = bytes.Path,
            StartFrame = lost.Start,
            FrameCount = lost.Stop - lost.Start,
        });
    }

    private IEnumerable<Diagnostic> DescribeEnd(Mp3Recording recording)
    {
        long end = Walker.Position, rest = bytes.Length - end;
        if (rest <= 0) yield break;
        byte[] head = new byte[Mp3Header.Length];
        if (!Mp3Header.TryParse(head.AsSpan(0, bytes.Read(end, head)), out Mp3Header header))
            yield return Entry(DiagnosticKind.Ignored, end, $"{rest} bytes behind the last Mp3Frame are none; they are not read.");
        else if (recording.Stream.Continues(header))
            yield return Entry(DiagnosticKind.Truncated, end, $"The last Mp3Frame is cut: {rest} of {header.FrameBytes} bytes are there; they are not read.");
        else
        {
            yield return Entry(
                DiagnosticKind.Ignored, end,
                $"Another recording (MP3 of {header.Channels} channels at {header.Rate} Hz) of {rest} bytes begins at byte {end}, which is not read.");
        }
    }

    private void Note(DiagnosticKind kind, long position, string message) => _notes.Add(Entry(kind, position, message));

    private Diagnostic Entry(DiagnosticKind kind, long position, string message) => new(kind, message) { Position = position, Path = bytes.Path };
}
