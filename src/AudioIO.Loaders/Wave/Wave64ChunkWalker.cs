namespace AudioIO;

/// <summary>
/// Chunks of Sony Wave64: a GUID, a 64-bit length that includes these 24 bytes, the payload, zeros up to the next multiple of 8 bytes.
/// </summary>
internal sealed class Wave64ChunkWalker(HeaderReader file, long position) : ChunkWalker(file, position)
{
    private protected override int HeaderLength => 24;

    public override bool TryPeek(long position, out ChunkHeader header)
    {
        header = default;
        ReadOnlySpan<byte> head = File.Peek(position, HeaderLength);
        if (head.Length < HeaderLength) return false;
        string id = Name(head[..Wave64Guids.Length]);
        ulong size = File.Order.UInt64(head[Wave64Guids.Length..]);
        if (size < (ulong)HeaderLength)
        {
            // A length below the header's own would lead nowhere. A writer that died before it knew the length of its audio is excused.
            if (id != "data") return false;
            size = (ulong)HeaderLength;
        }
        header = new ChunkHeader(id, position, position + HeaderLength, size - (ulong)HeaderLength);
        return true;
    }

    private protected override long Next(ChunkHeader header, long length, bool isNoted)
    {
        // Headers begin at multiples of 8 from the start of the file's own header; 24 is one, so the payload's length decides.
        long rest = length & 7;
        long end = header.Position + length;
        return rest == 0 ? end : end + 8 - rest;
    }

    /// <summary>The four characters that begin the GUIDs of Sony's chunks; 'list' under its RIFF name, whose payload it has.</summary>
    private string Name(ReadOnlySpan<byte> guid)
    {
        bool isList = guid.StartsWith("list"u8) && guid[4..].SequenceEqual(Wave64Guids.ListTail);
        if (isList) return "LIST";
        return guid[4..].SequenceEqual(Wave64Guids.ChunkTail) ? Characters(guid[..4]) : new Guid(guid).ToString();
    }
}
