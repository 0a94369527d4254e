namespace AudioIO;

/// <summary>
/// Chunks of Sony Wave64: a GUID, a 64-bit length that includes these 24 bytes, the payload, zeros up to the next multiple of 8 bytes.
/// </summary>
internal sealed class Wave64ChunkWalker : ChunkWalker
{
    private static readonly ByteOrder Order = new(BigEndian: false);

    public Wave64ChunkWalker(HeaderBytes bytes, long position, DiagnosticLog log)
        : base(bytes, log) => Position = position;

    /// <summary>GUID that opens a Wave64 file.</summary>
    public static ReadOnlySpan<byte> RiffGuid =>
        [0x72, 0x69, 0x66, 0x66, 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00];

    /// <summary>GUID of the form, after the length of the whole file.</summary>
    public static ReadOnlySpan<byte> WaveGuid =>
        [0x77, 0x61, 0x76, 0x65, 0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A];

    private protected override int HeaderLength => 24;

    private protected override bool TryPeek(long position, out ChunkHeader header)
    {
        header = default;
        ReadOnlySpan<byte> head = Bytes.Peek(position, HeaderLength);
        if (head.Length < HeaderLength) return false;
        string id = Name(head[..16]);
        ulong size = Order.UInt64(head[16..]);
        if (size < (ulong)HeaderLength)
        {
            // A length below the header's own would lead nowhere. A writer that died before it knew the length of its audio is excused.
            if (id != "data") return false;
            size = (ulong)HeaderLength;
        }
        header = new ChunkHeader(id, position, position + HeaderLength, size - (ulong)HeaderLength);
        return true;
    }

    private protected override long Next(ChunkHeader header, long length, DiagnosticLog? notes)
    {
        // Headers begin at multiples of 8 from the start of the file's own header; 24 is one, so the payload's length decides.
        long rest = length & 7;
        long end = header.Position + length;
        return rest == 0 ? end : end + 8 - rest;
    }

    /// <summary>The four characters that begin the GUIDs of Sony's chunks; 'list' under its RIFF name, whose payload it has.</summary>
    private string Name(ReadOnlySpan<byte> guid)
    {
        bool isList = guid.StartsWith("list"u8) && guid[4..].SequenceEqual(ListTail);
        if (isList) return "LIST";
        return guid[4..].SequenceEqual(WaveGuid[4..]) ? Characters(guid[..4]) : new Guid(guid).ToString();
    }

    private static ReadOnlySpan<byte> ListTail => [0x2F, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00];
}
