namespace AudioIO;

/// <summary>
/// A FLAC file as it was measured at one moment. It never changes: a file that grows is measured anew, and who has begun with one state
/// goes on with it.
/// </summary>
/// <param name="Metadata">What the header says.</param>
/// <param name="Info">Format, rate and measured length.</param>
/// <param name="Locator">Finds FlacFrames; null where there are none.</param>
/// <param name="FileLength">Length of the file in bytes.</param>
internal sealed record FlacRecording(FlacMetadata Metadata, AudioInfo Info, FlacFrameLocator? Locator, long FileLength)
{
    /// <summary>As <see cref="AudioInfo.Format"/> has it.</summary>
    public const string FormatName = "FLAC";

    /// <summary>Measures a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="header">Its header; the start is the position of the stream marker.</param>
    /// <param name="wholeWalkBytes">A file of at most so many bytes is walked from its beginning to its end.</param>
    /// <exception cref="AudioFormatException">The content is not native FLAC with audio.</exception>
    public static FlacRecording Measure(ByteSource bytes, HeaderReader header, long wholeWalkBytes)
    {
        long length = bytes.Length;
        FlacMetadata metadata = FlacMetadata.Read(header);
        FlacStreamInfo streamInfo = metadata.StreamInfo;
        FlacWorkspace workspace = FlacWorkspace.Rent();
        var window = new ByteWindow(bytes, workspace.Buffer);
        FlacFrameLocator? locator =
            FlacOpening.Locate(window, streamInfo, metadata.AudioPosition, workspace.Decoder, wholeWalkBytes, header.Log);
        FlacWorkspace.Return(workspace with { Buffer = window.Buffer });
        if (locator is not null && bytes.IsRemote) locator.Hints = new FlacHints(metadata.SeekTable, metadata.AudioPosition);
        var info = new AudioInfo
        {
            Format = FormatName,
            Encoding = AudioEncoding.Flac,
            BitsPerSample = locator?.Format.BitsPerSample ?? streamInfo.BitsPerSample,
            Rate = streamInfo.Rate,
            Channels = streamInfo.Channels,
            Frames = locator?.TotalFrames ?? 0,
            ChannelMask = FlacChannelMask.Read(header, metadata),
        };
        return new FlacRecording(metadata, info, locator, length);
    }

    /// <summary>
    /// Throws unless a later measurement leaves every frame where it is: the same shape, the same numbering, the last FlacFrame found at the
    /// same place, and those at which the recording went on behind damage.
    /// </summary>
    /// <exception cref="AudioFormatException">Frames have moved, or another recording has taken the place of this one.</exception>
    public void RequireSame(FlacRecording later, ByteSource bytes)
    {
        (string expected, string found) = (Description(Info.Frames > 0), later.Description(Info.Frames > 0));
        if (expected == found && Info.Frames > 0)
        {
            FlacAnchor last = LastFlacFrame(this, isCertain: false), moved = LastFlacFrame(later, isCertain: false);
            // What landings find may be one FlacFrame in two places.
            if (last != moved) (last, moved) = (LastFlacFrame(this, isCertain: true), LastFlacFrame(later, isCertain: true));
            (expected, found) = ($"frame {Info.Frames - 1} in {Describe(last)}", $"it in {Describe(moved)}");
            if (last == moved && Info.Frames <= later.Info.Frames)
            {
                var scanner = new FlacScanner(bytes, later.Locator!.Format, new FlacFrameDecoder());
                if (Locator!.IsKeptBy(later.Locator, scanner, out FlacAnchor lost)) return;
                (expected, found) = ($"the recording to go on behind damage with {Describe(lost)}", "what was written since say otherwise");
            }
        }
        if (expected == found) return;
        throw new AudioFormatException(
            AudioFormatErrorKind.Changed, $"Recording that was open at byte 0: expected {expected}, found {found}", 0, bytes.Path);

        FlacAnchor LastFlacFrame(FlacRecording recording, bool isCertain)
        {
            FlacFrameLocator locator = recording.Locator!;
            var scanner = new FlacScanner(bytes, locator.Format, new FlacFrameDecoder());
            return isCertain ? locator.LocateCertainly(scanner, Info.Frames - 1) : locator.Locate(scanner, Info.Frames - 1, 1, out _);
        }

        static string Describe(FlacAnchor anchor) => $"the FlacFrame of frame {anchor.Frame} at byte {anchor.Position}";
    }

    /// <param name="hasFrames">False where depth and numbers are only what the header claims.</param>
    private string Description(bool hasFrames)
    {
        string shape = $"{Info.Channels} channels at {Info.Rate} Hz, from byte {Metadata.AudioPosition}";
        if (!hasFrames || Locator is null) return shape;
        FlacStreamFormat format = Locator.Format;
        string numbers = format.NumberedBlockSize > 0 ? $"blocks of {format.NumberedBlockSize} frames" : "blocks of any size";
        return $"{shape}, {Info.BitsPerSample} bits, {numbers}, numbered from frame {format.FirstFrame}";
    }
}
