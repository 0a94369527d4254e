namespace AudioIO;

/// <summary>
/// Decides how many bytes of audio a data chunk has: what the header claims, measured against the file. A claim is believed where it leads
/// somewhere: to the end of the file or to further chunks.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="walker">Tells what follows.</param>
/// <param name="container">Which kind of file it is.</param>
internal sealed class DataExtent(HeaderReader file, ChunkWalker walker, WaveContainer container)
{
    /// <summary>A 32-bit length that stands for "see ds64" or "not known yet".</summary>
    private const uint Unknown = uint.MaxValue;

    /// <summary>Length of the audio in bytes.</summary>
    /// <param name="data">The data chunk.</param>
    /// <param name="ds64">dataSize of the ds64 chunk; null where the file has none.</param>
    public long Measure(ChunkHeader data, ulong? ds64)
    {
        if (container.IsWave64) return Claimed(data, data.ClaimedLength);
        if (container.HasDs64 && ds64 is null)
        {
            Note(
                DiagnosticKind.Recovered,
                data,
                $"A file of kind {container.Name} has no usable ds64 chunk before its audio; the data chunk alone counts.");
        }
        if (ds64 is { } size && size != data.ClaimedLength && (data.ClaimedLength == Unknown || IsDs64Right(data, size)))
            return Claimed(data, size);
        return Claimed32(data, (long)data.ClaimedLength);
    }

    /// <summary>Where audio ends whose length was never finished: with the file, before chunks at its end, or before another recording.</summary>
    /// <param name="file">The file.</param>
    /// <param name="walker">Tells what follows.</param>
    /// <param name="container">Which kind of file it is.</param>
    /// <param name="audio">Position of the first byte of audio.</param>
    public static long FindEnd(HeaderReader file, ChunkWalker walker, WaveContainer container, long audio)
    {
        long end = OtherRecordings.Begin(file, audio, file.Length);
        return end < file.Length ? end : TrailingChunks.Begin(file, walker, container, audio);
    }

    private long Remaining(ChunkHeader data) => file.Length - data.Position;

    /// <summary>True where a length ends with the file or before a chunk.</summary>
    private bool Leads(ChunkHeader data, ulong length)
    {
        long remaining = Remaining(data);
        if (length > (ulong)remaining) return false;
        long rest = remaining - (long)length;
        return rest <= ((long)length & 1) || walker.IsChain(data.Position + (long)length + ((long)length & 1));
    }

    // Writers have left their placeholders in the data chunk, the low 32 bits, or the true length of a file that never became large. Of two
    // numbers the one that leads somewhere is right; where that does not tell, the data chunk's own where the file has as many bytes and it is
    // no placeholder.
    private bool IsDs64Right(ChunkHeader data, ulong ds64)
    {
        ulong own = data.ClaimedLength;
        ulong remaining = (ulong)Remaining(data);
        bool ownLeads = own > 0 && Leads(data, own);
        bool ds64Leads = ds64 > 0 && Leads(data, ds64);
        bool isStandIn = IsPlaceholder(own) || own == (uint)ds64;
        bool useDs64 = ownLeads == ds64Leads
            ? ds64 != 0 && ((own == 0 && ds64 <= remaining) || (own != 0 && isStandIn) || (own > remaining && ds64 <= remaining))
            : ds64Leads;
        Note(
            DiagnosticKind.Contradiction,
            data,
            $"The data chunk claims {own} bytes, ds64 {ds64}; {(useDs64 ? ds64 : own)} counts.");
        return useDs64;
    }

    private long Claimed(ChunkHeader data, ulong claimed)
    {
        long remaining = Remaining(data);
        if (claimed == 0) return Unfinished(data);
        if (claimed <= (ulong)remaining) return (long)claimed;
        return ToEnd(data, DiagnosticKind.Truncated, $"The data chunk claims {claimed} bytes, the file has {remaining}");
    }

    private long Claimed32(ChunkHeader data, long claimed)
    {
        if (claimed == 0) return Unfinished(data);
        if (Unwrapped(data, claimed) is { } length) return length;
        if (IsPlaceholder((ulong)claimed) && !Leads(data, (ulong)claimed))
            return ToEnd(data, DiagnosticKind.Recovered, $"The length of the data chunk was never written (0x{claimed:X8})");
        return Claimed(data, (ulong)claimed);
    }

    /// <summary>
    /// What programs write that do not know the length, as into a pipe: 0xFFFFFFFF, the largest signed number, 2^31, or one of these less the
    /// sizes of their headers (0x7FFFF000 by sox).
    /// </summary>
    private static bool IsPlaceholder(ulong claimed) => claimed is (>= 0x7FFF_0000 and <= 0x8000_0000) or (>= 0xFFFF_0000 and <= Unknown);

    // A recorder that died leaves the length 0 that it began with. Whether nothing was recorded or all of it is there, the bytes that
    // follow tell.
    private long Unfinished(ChunkHeader data)
    {
        long remaining = Remaining(data);
        if (remaining == 0 || walker.IsChain(data.Position)) return 0;
        return ToEnd(data, DiagnosticKind.Recovered, $"The data chunk claims 0 bytes, but {remaining} that are no chunks follow");
    }

    // The metadata that a recorder wrote before it went back to the header, or that an editor put at the end of a file cut short, are no sound.
    private long ToEnd(ChunkHeader data, DiagnosticKind kind, string what)
    {
        long end = FindEnd(file, walker, container, data.Position);
        string read = end == file.Length ? "the audio is read to the end of the file."
            : OtherRecordings.At(file, end) is not null ? $"the audio is read up to byte {end}, where another recording begins."
            : $"the audio is read up to byte {end}, where the chunks at the end of the file begin.";
        Note(kind, data, $"{what}; {read}");
        return end - data.Position;
    }

    // A writer without 64-bit lengths goes on past 4 GiB, and the length that it writes is the low 32 bits. So the true length is the claim
    // and a multiple of 2^32: the one that leads to the end of the file, or to chunks where the claim itself leads to none.
    private long? Unwrapped(ChunkHeader data, long claimed)
    {
        long remaining = Remaining(data);
        if (claimed > remaining || claimed == Unknown) return null;
        long wraps = (remaining - claimed) >> 32;
        if (wraps == 0) return null;
        long length = claimed + (wraps << 32);
        bool endsFile = remaining - length <= (length & 1);
        if (!endsFile && (Leads(data, (ulong)claimed) || !Leads(data, (ulong)length))) return null;
        Note(
            DiagnosticKind.Recovered,
            data,
            $"The data chunk claims {claimed} bytes, its true length of {length} does not fit into 32 bits; {length} are read.");
        return length;
    }

    private void Note(DiagnosticKind kind, ChunkHeader data, string message) => file.Note(kind, data.HeaderPosition, message);
}
