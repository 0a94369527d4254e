namespace AudioIO;

/// <summary>
/// What a walk over the chunks of a WAV file has found so far. Opening walks only as far as the audio needs; the chunks after the audio
/// are found when somebody asks for them.
/// </summary>
internal sealed class WaveStructure(HeaderReader file, WaveContainer container)
{
    /// <summary>Chunks of one file that are listed; more is an attack on whoever lists them.</summary>
    public const int MaxChunks = 1_000_000;

    /// <summary>The container's own length, and those of ds64, which is the first chunk (EBU Tech 3306).</summary>
    private const int FirstBytes = 40;

    private readonly byte[] _first = [.. file.Peek(file.Start, FirstBytes)];
    private readonly ChunkWalker _walker = container.Walk(file);
    private readonly Lock _lock = new();
    private readonly List<Chunk> _chunks = [];
    private byte[] _dataHeader = [];
    private ulong? _ds64;
    private bool _ended;

    public WaveContainer Container => container;

    /// <summary>The first <c>fmt </c> chunk.</summary>
    public ChunkHeader? Format { get; private set; }

    /// <summary>The payload of <see cref="Format"/>, or as much of it as <see cref="WaveFormatChunk.MaxBytes"/>.</summary>
    public byte[] FormatBytes { get; private set; } = [];

    /// <summary>The first data chunk.</summary>
    public ChunkHeader? Data { get; private set; }

    /// <summary>Length in bytes of the audio in the first data chunk.</summary>
    public long DataLength { get; private set; }

    /// <summary>The first <c>fact</c> chunk.</summary>
    public ChunkHeader? Fact { get; private set; }

    /// <summary>The number of frames in <see cref="Fact"/>; null where it has none.</summary>
    public ulong? FactFrames { get; private set; }

    /// <summary>The chunks found so far.</summary>
    public IReadOnlyList<Chunk> Found => _chunks;

    /// <summary>True where every chunk was found.</summary>
    public bool IsWhole
    {
        get
        {
            lock (_lock) return _ended;
        }
    }

    /// <summary>Every chunk of the file, in its order; walks over those that were not needed before.</summary>
    public IReadOnlyList<Chunk> All()
    {
        lock (_lock)
        {
            while (Step()) ;
            return _chunks;
        }
    }

    /// <summary>
    /// True where what follows the audio is a chunk, complete or not, or too short to tell: then a file that has become longer has no
    /// more audio than its data chunk says.
    /// </summary>
    public bool EndsBehindAudio()
    {
        long end = Data!.Value.Position + DataLength;
        long padded = Padded(end);
        return file.Length - padded < 8 || _walker.IsChain(padded) || _walker.IsChain(end) ||
            TrailingChunks.IsId(file.Peek(padded, 4)) || OtherRecordings.At(file, padded) is not null;
    }

    /// <summary>
    /// Length in bytes of the audio that the header claims, in ds64 where the data chunk refers to it; null where it has only a stand-in.
    /// </summary>
    public ulong? ClaimedLength => Data is not { } data ? null : data.ClaimedLength == uint.MaxValue ? _ds64 : data.ClaimedLength;

    /// <summary>True where the header has other lengths than were read; false where it cannot be read any more.</summary>
    /// <param name="now">The file as it is now.</param>
    public bool HasOtherLengths(HeaderReader now)
    {
        if (Data is not { } data) return false;
        byte[] first = [.. now.Peek(file.Start, FirstBytes)], dataHeader = HeaderBytes(now, data);
        bool isWhole = first.Length == _first.Length && dataHeader.Length == _dataHeader.Length;
        return isWhole && !(first.AsSpan().SequenceEqual(_first) && dataHeader.AsSpan().SequenceEqual(_dataHeader));
    }

    private static byte[] HeaderBytes(HeaderReader file, ChunkHeader data) =>
        [.. file.Peek(data.HeaderPosition, (int)(data.Position - data.HeaderPosition))];

    /// <summary>Bytes of audio when it goes on to the end of the file, or to the metadata there.</summary>
    public long LengthToEnd() => DataExtent.FindEnd(file, _walker, container, Data!.Value.Position) - Data!.Value.Position;

    /// <summary>Walks over one chunk.</summary>
    /// <returns>False where there is no further one.</returns>
    /// <exception cref="AudioFormatException">
    /// A chunk before the audio does not fit into the file, or is of a kind that hides audio.
    /// </exception>
    public bool Step()
    {
        if (_ended) return false;
        if (_chunks.Count >= MaxChunks) return EndAtLimit();
        if (Data is not null && EndsBeforeOther()) return false;
        if (!_walker.TryPeek(out ChunkHeader header) || (Data is not null && !header.LooksLikeOne(file))) return EndWithRest();

        long length = header.LengthWithin(file);
        switch (header.Id)
        {
            case "ds64":
                ReadDs64(header);
                break;
            case "fmt ":
                TakeFormat(header);
                break;
            case "fact" when Fact is null:
                TakeFact(header);
                break;
            case "data":
                length = TakeData(header, length);
                break;
            case "LIST" when Data is null:
                RefuseWaveList(header);
                break;
            default:
                break;
        }
        if (header.Id != "data" && !header.FitsInto(file)) TakeOversized(header, length);
        _chunks.Add(new Chunk(header.Id, header.Position, length));
        _walker.MoveBeyond(header, length);
        return true;
    }

    private void TakeFormat(ChunkHeader header)
    {
        ReadOnlySpan<byte> payload = file.Peek(header.Position, (int)Math.Min(WaveFormatChunk.MaxBytes, header.LengthWithin(file)));
        if (Format is not { } first)
        {
            Format = header;
            FormatBytes = payload.ToArray();
            return;
        }
        bool equal = payload.SequenceEqual(FormatBytes);
        Note(
            equal ? DiagnosticKind.Ignored : DiagnosticKind.Contradiction,
            header.HeaderPosition,
            $"A second chunk 'fmt ' {(equal ? "repeats" : "differs from")} the one at byte {first.HeaderPosition}; the first counts.");
    }

    // Wave64 counts its frames in 64 bits, the others in 32. EBU Tech 3306: 0xFFFFFFFF refers to ds64, whose number is not used.
    private void TakeFact(ChunkHeader header)
    {
        Fact = header;
        ReadOnlySpan<byte> payload = file.Peek(header.Position, (int)Math.Min(sizeof(ulong), header.LengthWithin(file)));
        if (container.IsWave64 && payload.Length >= sizeof(ulong)) FactFrames = file.Order.UInt64(payload);
        else if (payload.Length >= sizeof(uint)) FactFrames = file.Order.UInt32(payload);
        if (container.HasDs64 && FactFrames == uint.MaxValue) FactFrames = null;
    }

    private long TakeData(ChunkHeader header, long length)
    {
        if (Data is { } first)
        {
            Note(
                DiagnosticKind.Ignored,
                header.HeaderPosition,
                $"A second data chunk of {header.ClaimedLength} bytes is not read; the audio is the one at byte {first.HeaderPosition}.");
            return length;
        }
        Data = header;
        _dataHeader = HeaderBytes(file, header);
        return DataLength = new DataExtent(file, _walker, container).Measure(header, _ds64);
    }

    private void TakeOversized(ChunkHeader header, long length)
    {
        if (Data is null)
        {
            throw file.Fault(
                AudioFormatErrorKind.Truncated,
                header.HeaderPosition,
                $"Chunk '{header.Name}' before the audio",
                $"at most {length} bytes",
                $"{header.ClaimedLength}");
        }
        Note(
            DiagnosticKind.Truncated,
            header.HeaderPosition,
            $"The chunk '{header.Name}' claims {header.ClaimedLength} bytes, the file has {length}.");
    }

    // EBU Tech 3306: riffSize, dataSize, sampleCount, tableLength and table. The table names no audio and sampleCount is often wrong:
    // only dataSize is used.
    private void ReadDs64(ChunkHeader header)
    {
        if (_ds64 is not null || Data is not null) return;
        ReadOnlySpan<byte> payload = file.Peek(header.Position, 16);
        if (header.ClaimedLength < 24 || !header.FitsInto(file) || payload.Length < 16)
        {
            Note(
                DiagnosticKind.Contradiction,
                header.HeaderPosition,
                $"The chunk 'ds64' has {header.ClaimedLength} bytes, at least 24 are needed; it is not used.");
            return;
        }
        _ds64 = file.Order.UInt64(payload[8..]);
    }

    private void RefuseWaveList(ChunkHeader header)
    {
        if (!file.Peek(header.Position, 4).SequenceEqual("wavl"u8)) return;
        throw file.Fault(
            AudioFormatErrorKind.Unsupported, header.HeaderPosition, "Audio", "one data chunk", "a list of data and silence (LIST 'wavl')");
    }

    // Recorders that lose track of their files write one behind the other; tools that cut and join do the same.
    private bool EndsBeforeOther()
    {
        long position = _walker.Position;
        // Behind audio whose padding is missing, too.
        long end = Data!.Value.Position + DataLength;
        if (OtherRecordings.At(file, position) is not { } name)
        {
            if (position != Padded(end) || OtherRecordings.At(file, end) is not { } unpadded) return false;
            (position, name) = (end, unpadded);
        }
        _ended = true;
        Note(
            DiagnosticKind.Ignored,
            position,
            $"Another recording ({name}) of {file.Length - position} bytes begins at byte {position}, which is not read.");
        return true;
    }

    private long Padded(long position)
    {
        long over = (position - Data!.Value.Position) % container.Alignment;
        return over == 0 ? position : position + container.Alignment - over;
    }

    private bool EndWithRest()
    {
        _ended = true;
        long rest = file.Length - _walker.Position;
        if (rest > 0 && Data is not null)
        {
            Note(
                DiagnosticKind.Ignored,
                _walker.Position,
                $"{rest} bytes after the last chunk are no chunks; the data chunk's length of {DataLength} bytes counts.");
        }
        return false;
    }

    private bool EndAtLimit()
    {
        _ended = true;
        if (Data is null || Format is null)
        {
            throw file.Fault(
                AudioFormatErrorKind.LimitExceeded, _walker.Position, "Chunks before the audio", $"at most {MaxChunks}", "more");
        }
        Note(DiagnosticKind.Ignored, _walker.Position, $"Only the first {MaxChunks} chunks are listed.");
        return false;
    }

    private void Note(DiagnosticKind kind, long position, string message) => file.Note(kind, position, message);
}
