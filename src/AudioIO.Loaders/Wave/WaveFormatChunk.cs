namespace AudioIO;

/// <summary>The fields of a <c>fmt </c> chunk (Microsoft, WAVEFORMATEX and WAVEFORMATEXTENSIBLE) as the file states them.</summary>
internal sealed record WaveFormatChunk
{
    /// <summary>
    /// Bytes of a <c>fmt </c> chunk that anything is read from: 22 and 4 for each of the 256 coefficient sets that a block can name.
    /// </summary>
    public const int MaxBytes = 22 + (4 * 256);

    // WAVEFORMAT and wBitsPerSample; WAVEFORMATEX has cbSize after it; WAVEFORMATEXTENSIBLE has 22 more bytes.
    private const int PcmBytes = 16;
    private const int ExtensibleBytes = 40;
    private const int ExtensionBytes = 22;

    /// <summary>Position of the payload in bytes from the start of the file.</summary>
    public required long Position { get; init; }

    /// <summary>wFormatTag; the tag in the SubFormat GUID for WAVE_FORMAT_EXTENSIBLE.</summary>
    public required ushort Tag { get; init; }

    public required int Channels { get; init; }

    public required uint Rate { get; init; }

    public required int BlockAlign { get; init; }

    public required int BitsPerSample { get; init; }

    /// <summary>wValidBitsPerSample; 0 where the chunk has none.</summary>
    public int ValidBits { get; init; }

    public uint ChannelMask { get; init; }

    /// <summary>What follows cbSize: the codec's own fields.</summary>
    public byte[] Extension { get; init; } = [];

    /// <summary>Reads the fields.</summary>
    /// <param name="payload">The payload, or as much of it as <see cref="MaxBytes"/>.</param>
    /// <param name="position">Position of the payload in bytes from the start of the file.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="AudioFormatException">The chunk is too short or the GUID carries no format tag.</exception>
    public static WaveFormatChunk Parse(ReadOnlySpan<byte> payload, long position, HeaderReader file)
    {
        if (payload.Length < PcmBytes)
            throw file.Fault(AudioFormatErrorKind.Malformed, position, "Chunk 'fmt '", $"{PcmBytes} bytes or more", $"{payload.Length}");
        ushort tag = file.Order.UInt16(payload);
        var format = new WaveFormatChunk
        {
            Position = position,
            Tag = tag,
            Channels = file.Order.UInt16(payload[2..]),
            Rate = file.Order.UInt32(payload[4..]),
            BlockAlign = file.Order.UInt16(payload[12..]),
            BitsPerSample = file.Order.UInt16(payload[14..]),
            Extension = payload.Length > PcmBytes + 2 ? payload[(PcmBytes + 2)..].ToArray() : [],
        };
        return tag == WaveFormatTag.Extensible ? ParseExtensible(format, payload, file) : format;
    }

    /// <summary>The error of a number of bits that no sample of the encoding has.</summary>
    public AudioFormatException BitsFault(HeaderReader file, string expected) => file.Fault(
        BitsPerSample == 0 ? AudioFormatErrorKind.Malformed : AudioFormatErrorKind.Unsupported,
        Position + 14,
        $"Bits per sample of {WaveFormatTag.Describe(Tag)}",
        expected,
        $"{BitsPerSample}");

    private static WaveFormatChunk ParseExtensible(WaveFormatChunk format, ReadOnlySpan<byte> payload, HeaderReader file)
    {
        long position = format.Position;
        if (payload.Length < ExtensibleBytes)
        {
            throw file.Fault(
                AudioFormatErrorKind.Malformed,
                position,
                "Chunk 'fmt ' of WAVE_FORMAT_EXTENSIBLE",
                $"{ExtensibleBytes} bytes or more",
                $"{payload.Length}");
        }
        int extension = file.Order.UInt16(payload[16..]);
        if (extension < ExtensionBytes)
        {
            throw file.Fault(
                AudioFormatErrorKind.Malformed,
                position + 16,
                "cbSize of WAVE_FORMAT_EXTENSIBLE",
                $"{ExtensionBytes} or more",
                $"{extension}");
        }
        ReadOnlySpan<byte> guid = payload.Slice(24, WaveSubFormat.Length);
        if (!WaveSubFormat.TryGetTag(guid, file.Order.BigEndian, out ushort tag))
        {
            throw file.Fault(
                AudioFormatErrorKind.Unsupported,
                position + 24,
                "SubFormat",
                "a GUID that carries a format tag",
                new Guid(guid, file.Order.BigEndian).ToString("B"));
        }
        return format with
        {
            Tag = tag,
            ValidBits = file.Order.UInt16(payload[18..]),
            ChannelMask = file.Order.UInt32(payload[20..]),
            Extension = [],
        };
    }
}
