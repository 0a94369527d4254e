namespace AudioIO;

/// <summary>
/// Finds out from the first FlacFrames what the stream's frames have in common. STREAMINFO says most of it, but is contradicted by its
/// frames often enough that these are asked.
/// </summary>
internal static class FlacFormatProbe
{
    /// <summary>How far behind the metadata the first sound FlacFrame is looked for: the size of the largest.</summary>
    private const int SearchBytes = FlacStreamFormat.MaxFrameBytes;

    private const int MaxPairs = 32;

    /// <param name="window">The file.</param>
    /// <param name="streamInfo">What its header says.</param>
    /// <param name="audioPosition">Byte behind the metadata.</param>
    /// <param name="check">Decodes a FlacFrame.</param>
    /// <returns>The format; null where there is no sound FlacFrame.</returns>
    /// <exception cref="AudioFormatException">The frames have another number of channels than STREAMINFO.</exception>
    public static FlacStreamFormat? Find(ByteWindow window, FlacStreamInfo streamInfo, long audioPosition, IFlacFrameCheck check)
    {
        // Whatever STREAMINFO says about channels, depth and rate, the FlacFrame right behind the metadata counts.
        long bytes = window.SourceLength - audioPosition;
        FlacScanner scanner = ScannerOf(window, Assume(streamInfo, variable: false), bytes, check);
        if (FlacFrameHeader.TryParse(scanner.Window.Get(audioPosition, FlacFrameHeader.MaxLength), out FlacFrameHeader header)
            && IsSound(scanner, header, streamInfo, audioPosition, out FlacStreamFormat format))
        {
            RequireChannels(header, streamInfo, audioPosition, window.Source.Path);
            return WithOrigin(scanner, DecideNumbering(scanner, format, audioPosition, header), audioPosition, header);
        }
        // It is damaged, or junk lies before it: the first one that agrees with STREAMINFO decides.
        foreach (bool variable in (ReadOnlySpan<bool>)[false, true])
        {
            scanner = ScannerOf(window, Assume(streamInfo, variable), bytes, check);
            long from = audioPosition, to = Math.Min(window.SourceLength, audioPosition + SearchBytes);
            while (scanner.MaySearch && scanner.TryFindHeader(from, to, long.MinValue, long.MaxValue, out FlacAnchor found, out header))
            {
                if (IsSound(scanner, header, streamInfo, found.Position, out format))
                    return DecideNumbering(scanner, format, found.Position, header);
                from = found.Position + 1;
            }
        }
        return null;
    }

    /// <summary>What looks at FlacFrames before anything is known of where they are; from afar by few bytes at a time (<see cref="FarBytes"/>).</summary>
    /// <param name="window">The file.</param>
    /// <param name="format">Of the stream, as far as it is known.</param>
    /// <param name="bytes">Bytes of all FlacFrames.</param>
    /// <param name="check">Decodes a FlacFrame.</param>
    public static FlacScanner ScannerOf(ByteWindow window, FlacStreamFormat format, long bytes, IFlacFrameCheck check) => window.Source.IsRemote
        ? new FlacScanner(window, format, check) { SearchBytes = FarBytes(format.StreamInfo, bytes) }
        : new FlacScanner(window, format, check);

    /// <summary>Bytes that a FlacFrame and the header behind it have nearly always, as STREAMINFO describes them; what is read of the first one.</summary>
    /// <param name="streamInfo">What it says.</param>
    /// <param name="bytes">Bytes of all FlacFrames.</param>
    public static int FarBytes(FlacStreamInfo streamInfo, long bytes)
    {
        if (streamInfo.TotalFrames > 0) return FlacForesight.LookBytes(streamInfo, streamInfo.MaxBlockSize, bytes, streamInfo.TotalFrames);
        return Math.Min(LargestBytes(streamInfo) + (2 * FlacFrameHeader.MaxLength), 1 << 17);
    }

    /// <summary>Bytes of the largest FlacFrame as STREAMINFO describes it.</summary>
    public static int LargestBytes(FlacStreamInfo streamInfo)
    {
        FlacStreamFormat format = Assume(streamInfo, variable: false) with { MaxBlockSize = streamInfo.MaxBlockSize };
        int verbatim = format.VerbatimFrameBytes;
        return streamInfo.MaxFrameBytes > 0 ? Math.Min(streamInfo.MaxFrameBytes, verbatim) : verbatim;
    }

    private static FlacStreamFormat Assume(FlacStreamInfo streamInfo, bool variable) => new()
    {
        StreamInfo = streamInfo,
        BitsPerSample = streamInfo.BitsPerSample,
        FrameRate = streamInfo.Rate,
        VariableBlockSize = variable,
        NumberedBlockSize = 0,
        MaxBlockSize = ushort.MaxValue,
    };

    private static bool IsSound(
        FlacScanner scanner, in FlacFrameHeader header, FlacStreamInfo streamInfo, long position, out FlacStreamFormat format)
    {
        format = new FlacStreamFormat
        {
            // The channels of the frame, so that it can be decoded before it is refused.
            StreamInfo = streamInfo with { Channels = header.Channels },
            BitsPerSample = header.BitsPerSample == 0 ? streamInfo.BitsPerSample : header.BitsPerSample,
            FrameRate = header.Rate == 0 ? streamInfo.Rate : header.Rate,
            VariableBlockSize = header.VariableBlockSize,
            NumberedBlockSize = header.VariableBlockSize ? 0 : header.BlockSize,
            MaxBlockSize = Math.Max(header.BlockSize, header.VariableBlockSize ? streamInfo.MaxBlockSize : 0),
        };
        return format.BitsPerSample >= 4 && scanner.Measure(position, header, format, out _) == FlacFault.None;
    }

    private static void RequireChannels(in FlacFrameHeader header, FlacStreamInfo streamInfo, long position, string? path)
    {
        if (header.Channels == streamInfo.Channels) return;
        throw new AudioFormatException(AudioFormatErrorKind.Malformed,
            $"First FlacFrame at byte {position}: expected the {streamInfo.Channels} channels of STREAMINFO, found {header.Channels}",
            position, path);
    }

    /// <summary>
    /// Under blocking strategy 0 the coded number counts FlacFrames, but encoders before 2007 counted frames of sound (RFC 9639 §9.1).
    /// Two neighbours tell: it grows by 1 or by the block size. Where there is no pair, STREAMINFO's block sizes are equal or not.
    /// </summary>
    private static FlacStreamFormat DecideNumbering(FlacScanner asked, FlacStreamFormat format, long position, FlacFrameHeader header)
    {
        if (format.VariableBlockSize) return format;
        // Neither numbering is assumed while looking.
        FlacStreamFormat open = format with { NumberedBlockSize = 0, MaxBlockSize = ushort.MaxValue };
        int maxBlockSize = Math.Max(header.BlockSize, format.StreamInfo.MaxBlockSize);
        FlacStreamFormat bySample = format with { NumberedBlockSize = 0, MaxBlockSize = maxBlockSize };
        var scanner = new FlacScanner(asked.Window, open, asked.Checker) { SearchBytes = asked.SearchBytes };
        for (int pair = 0; pair < MaxPairs && scanner.Measure(position, header, format, out int length) == FlacFault.None; pair++)
        {
            position += length;
            if (scanner.TryReadHeader(position, out FlacFrameHeader next, out _))
            {
                if (next.CodedNumber == header.CodedNumber + 1)
                    return format with { NumberedBlockSize = header.BlockSize, MaxBlockSize = header.BlockSize };
                if (next.CodedNumber == header.CodedNumber + header.BlockSize) return bySample;
            }
            if (!scanner.TryFindHeader(position, position + SearchBytes, long.MinValue, long.MaxValue, out FlacAnchor found, out header)) break;
            position = found.Position;
        }
        return format.StreamInfo.MinBlockSize != format.StreamInfo.MaxBlockSize && format.StreamInfo.MinBlockSize >= 16 ? bySample : format;
    }

    /// <summary>
    /// A part that was cut out of a longer stream (<c>ffmpeg -f segment</c>, <c>-c copy</c>) keeps its numbers: the FlacFrame right
    /// behind the metadata is its first one, whatever its number. Not where the numbers fall back behind it: then it lies in a wrong place.
    /// </summary>
    private static FlacStreamFormat WithOrigin(FlacScanner asked, FlacStreamFormat format, long position, FlacFrameHeader header)
    {
        if (header.CodedNumber == 0) return format;
        var scanner = new FlacScanner(asked.Window, format, asked.Checker);
        long first = format.StartFrame(header);
        FlacRun run = new FlacRuns(scanner).Follow(new FlacAnchor(position, first), header, FlacOrder.LongBytes, 0);
        var order = new FlacOrder(scanner, new FlacExtent(position, asked.Source.Length, long.MaxValue));
        bool isMisplaced = !run.IsOpen && order.FallsBack(new FlacAnchor(position, 0), run, isShort: false);
        return isMisplaced ? format : format with { FirstFrame = first };
    }
}
