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
    /// <param name="order">Byte order of the container.</param>
    /// <param name="bytes">Makes the error.</param>
    /// <exception cref="AudioFormatException">The chunk is too short or the GUID carries no format tag.</exception>
    public static WaveFormatChunk Parse(ReadOnlySpan<byte> payload, long position, ByteOrder order, HeaderBytes bytes)
    {
        if (payload.Length < PcmBytes)
            throw bytes.Fault(AudioFormatErrorKind.Malformed, position, "Chunk 'fmt '", $"{PcmBytes} bytes or more", $"{payload.Length}");
        ushort tag = order.UInt16(payload);
        var format = new WaveFormatChunk
        {
            Position = position,
            Tag = tag,
            Channels = order.UInt16(payload[2..]),
            Rate = order.UInt32(payload[4..]),
            BlockAlign = order.UInt16(payload[12..]),
            BitsPerSample = order.UInt16(payload[14..]),
            Extension = payload.Length > PcmBytes + 2 ? payload[(PcmBytes + 2)..].ToArray() : [],
        };
        return tag == WaveFormatTag.Extensible ? ParseExtensible(format, payload, order, bytes) : format;
    }

    private static WaveFormatChunk ParseExtensible(WaveFormatChunk format, ReadOnlySpan<byte> payload, ByteOrder order, HeaderBytes bytes)
    {
        long position = format.Position;
        if (payload.Length < ExtensibleBytes)
        {
            throw bytes.Fault(
                AudioFormatErrorKind.Malformed,
                position,
                "Chunk 'fmt ' of WAVE_FORMAT_EXTENSIBLE",
                $"{ExtensibleBytes} bytes or more",
                $"{payload.Length}");
        }
        int extension = order.UInt16(payload[16..]);
        if (extension < ExtensionBytes)
        {
            throw bytes.Fault(
                AudioFormatErrorKind.Malformed,
                position + 16,
                "cbSize of WAVE_FORMAT_EXTENSIBLE",
                $"{ExtensionBytes} or more",
                $"{extension}");
        }
        ReadOnlySpan<byte> guid = payload.Slice(24, WaveSubFormat.Length);
        if (!WaveSubFormat.TryGetTag(guid, order.BigEndian, out ushort tag))
        {
            throw bytes.Fault(
                AudioFormatErrorKind.Unsupported,
                position + 24,
                "SubFormat",
                "a GUID that carries a format tag",
                new Guid(guid, order.BigEndian).ToString("B"));
        }
        return format with
        {
            Tag = tag,
            ValidBits = order.UInt16(payload[18..]),
            ChannelMask = order.UInt32(payload[20..]),
            Extension = [],
        };
    }
}
