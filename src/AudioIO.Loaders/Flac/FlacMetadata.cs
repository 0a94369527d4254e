using System.Buffers.Binary;

namespace AudioIO;

/// <summary>
/// Where things lie in a FLAC file: the metadata blocks, and the byte behind them at which the FlacFrames begin. Blocks are passed over
/// by their length and never read, STREAMINFO excepted, so that their size costs nothing and their faults cannot reach the audio.
/// </summary>
internal sealed class FlacMetadata
{
    /// <summary>The format sets no limit. A thousand blocks occur; beyond this the file was made to waste memory.</summary>
    private const int MaxBlocks = 1 << 16;

    private const int HeaderBytes = 4;

    public const string VorbisCommentName = "VORBIS_COMMENT";

    /// <summary>What a file is of which the beginning is gone.</summary>
    public const string WithoutHeader = "FLAC frames without the header of their stream: the beginning of the file is missing";

    private const string StreamInfoName = "STREAMINFO";

    private const string SeekTableName = "SEEKTABLE";

    private static readonly string[] BlockNames =
        [StreamInfoName, "PADDING", "APPLICATION", SeekTableName, VorbisCommentName, "CUESHEET", "PICTURE"];

    private FlacMetadata(FlacStreamInfo streamInfo, List<Chunk> blocks, long start, long audioPosition)
    {
        StreamInfo = streamInfo;
        Blocks = blocks;
        Start = start;
        AudioPosition = audioPosition;
    }

    /// <summary>Position of the stream marker.</summary>
    public long Start { get; }

    public FlacStreamInfo StreamInfo { get; }

    /// <summary>
    /// Every metadata block in the order of the file, STREAMINFO and blocks of reserved types (<c>RESERVED_7</c>) included.
    /// </summary>
    public IReadOnlyList<Chunk> Blocks { get; }

    /// <summary>The seek table; null where there is none.</summary>
    public Chunk? SeekTable
    {
        get
        {
            foreach (Chunk block in Blocks)
                if (block.Id == SeekTableName) return block;
            return null;
        }
    }

    /// <summary>Position of the first byte behind the metadata.</summary>
    public long AudioPosition { get; }

    /// <summary>True where the file's STREAMINFO is another one than was read; false where it cannot be read any more.</summary>
    public bool HasOtherStreamInfo(ByteSource bytes)
    {
        Span<byte> payload = stackalloc byte[FlacStreamInfo.Size];
        if (bytes.Read(Blocks.First(block => block.Id == StreamInfoName).Position, payload) < payload.Length) return false;
        FlacStreamInfo now = FlacStreamInfo.Parse(payload);
        // Records compare arrays by reference.
        return now with { Md5 = StreamInfo.Md5 } != StreamInfo || !now.Md5.AsSpan().SequenceEqual(StreamInfo.Md5);
    }

    /// <param name="bytes">
    /// The file. Its start is the position of the stream marker: 0, or that behind ID3v2 tags, for which RFC 9639 has no place.
    /// </param>
    /// <exception cref="AudioFormatException">The bytes are not a native FLAC stream with STREAMINFO.</exception>
    public static FlacMetadata Read(HeaderReader bytes)
    {
        long position = bytes.Start;
        RequireMarker(bytes, position);
        position += 4;
        FlacStreamInfo? streamInfo = null;
        List<Chunk> blocks = [];
        for (bool last = false; !last;)
        {
            if (blocks.Count == MaxBlocks)
            {
                throw Fault(bytes, AudioFormatErrorKind.LimitExceeded, position,
                    $"FLAC metadata at byte {position}: expected at most {MaxBlocks} blocks, found more");
            }
            Chunk block = ReadBlockHeader(bytes, position, out last);
            blocks.Add(block);
            if (block.Id == StreamInfoName) ReadStreamInfo(bytes, block, blocks.Count == 1, ref streamInfo);
            position = block.Position + block.Length;
        }
        return streamInfo is null
            ? throw Fault(bytes, AudioFormatErrorKind.Malformed, position,
                $"FLAC metadata before byte {position}: expected a STREAMINFO block, found none")
            : new FlacMetadata(streamInfo, blocks, bytes.Start, position);
    }

    private static void RequireMarker(HeaderReader bytes, long position)
    {
        ReadOnlySpan<byte> start = bytes.Peek(position, FlacFrameHeader.MaxLength);
        if (FlacFrameHeader.TryParse(start, out _))
        {
            throw Fault(bytes, AudioFormatErrorKind.Unsupported, position,
                $"Stream marker at byte {position}: expected 66-4C-61-43 (fLaC), found {WithoutHeader}");
        }
        int count = Math.Min(start.Length, 4);
        ReadOnlySpan<byte> marker = start[..count];
        if (marker[..count].SequenceEqual("fLaC"u8)) return;
        if (marker[..count].SequenceEqual("OggS"u8))
        {
            throw Fault(bytes, AudioFormatErrorKind.Unsupported, position,
                $"Stream marker at byte {position}: expected native FLAC, found an Ogg container; Ogg FLAC is not read");
        }
        throw Fault(bytes, count < 4 ? AudioFormatErrorKind.Truncated : AudioFormatErrorKind.Malformed, position,
            $"Stream marker at byte {position}: expected 66-4C-61-43 (fLaC), found {Convert.ToHexString(marker[..count])}");
    }

    /// <summary>RFC 9639 §8.1: one bit that marks the last block, seven bits type, 24 bits length.</summary>
    private static Chunk ReadBlockHeader(HeaderReader bytes, long position, out bool last)
    {
        ReadOnlySpan<byte> header = bytes.Peek(position, HeaderBytes);
        if (header.Length < HeaderBytes)
        {
            throw Fault(bytes, AudioFormatErrorKind.Truncated, position,
                $"Metadata block header at byte {position}: expected {HeaderBytes} bytes, found {header.Length}");
        }
        last = (header[0] & 0x80) != 0;
        int type = header[0] & 0x7F;
        int length = (int)(BinaryPrimitives.ReadUInt32BigEndian(header) & 0xFF_FFFF);
        string name = type < BlockNames.Length ? BlockNames[type] : $"RESERVED_{type}";
        if (length > bytes.Length - position - HeaderBytes)
        {
            throw Fault(bytes, AudioFormatErrorKind.Truncated, position,
                $"Metadata block {name} at byte {position}: expected {length} bytes, found {bytes.Length - position - HeaderBytes}");
        }
        return new Chunk(name, position + HeaderBytes, length);
    }

    /// <summary>The first STREAMINFO counts, wherever it stands; a second one is noted.</summary>
    private static void ReadStreamInfo(HeaderReader bytes, Chunk block, bool first, ref FlacStreamInfo? streamInfo)
    {
        if (streamInfo is not null || !first)
        {
            string message = streamInfo is not null
                ? "A second STREAMINFO block is ignored: the first one counts."
                : "STREAMINFO is not the first metadata block; it is used nevertheless.";
            bytes.Note(DiagnosticKind.Contradiction, block.Position, message);
        }
        if (streamInfo is not null) return;
        ReadOnlySpan<byte> payload = bytes.Peek(block.Position, FlacStreamInfo.Size);
        if (block.Length < FlacStreamInfo.Size || payload.Length < FlacStreamInfo.Size)
        {
            throw Fault(bytes, AudioFormatErrorKind.Malformed, block.Position,
                $"STREAMINFO at byte {block.Position}: expected {FlacStreamInfo.Size} bytes, found {block.Length}");
        }
        streamInfo = FlacStreamInfo.Parse(payload);
        if (streamInfo.Rate == 0)
        {
            throw Fault(bytes, AudioFormatErrorKind.Unsupported, block.Position + 10,
                $"STREAMINFO at byte {block.Position}: expected a sampling rate, found 0 (content that is not audio)");
        }
    }

    private static AudioFormatException Fault(HeaderReader bytes, AudioFormatErrorKind kind, long position, string message) =>
        new(kind, message, position, bytes.Path);
}
