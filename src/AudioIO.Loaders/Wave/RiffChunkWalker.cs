namespace AudioIO;

/// <summary>
/// Chunks of RIFF, RIFX, RF64 and BW64: four characters, a 32-bit length, the payload, a pad byte where the length is odd.
/// </summary>
internal sealed class RiffChunkWalker(HeaderReader file, long position) : ChunkWalker(file, position)
{
    private protected override int HeaderLength => 8;

    public override bool TryPeek(long position, out ChunkHeader header)
    {
        ReadOnlySpan<byte> head = File.Peek(position, HeaderLength);
        if (head.Length < HeaderLength)
        {
            header = default;
            return false;
        }
        header = new ChunkHeader(Characters(head[..4]), position, position + HeaderLength, File.Order.UInt32(head[4..]));
        return true;
    }

    private protected override long Next(ChunkHeader header, long length, bool isNoted)
    {
        long end = header.Position + length;
        if ((length & 1) == 0) return end;
        // Writers that forget the pad byte exist (some versions of NAudio, hand-made writers): the next header shows which kind this is.
        if (!IsPlausible(end + 1) && IsPlausible(end))
        {
            string message = $"The pad byte after the chunk '{header.Name}' of {length} bytes is missing; the next chunk is read at byte {end}.";
            if (isNoted) File.Note(DiagnosticKind.Contradiction, end, message);
            return end;
        }
        return end + 1;
    }

    private bool IsPlausible(long position) =>
        TryPeek(position, out ChunkHeader header) && header.IsPrintable && (header.Id == "data" || header.FitsInto(File));
}
