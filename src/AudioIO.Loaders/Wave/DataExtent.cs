namespace AudioIO;

/// <summary>Decides how many bytes of audio a data chunk has: the header's claim, measured against the file.</summary>
/// <param name="file">The file.</param>
/// <param name="walker">Tells what follows.</param>
internal sealed class DataExtent(HeaderReader file, ChunkWalker walker)
{
    /// <summary>A 32-bit length that stands for "see ds64" or "not known yet".</summary>
    private const uint Unknown = uint.MaxValue;

    /// <summary>Length of the audio in bytes.</summary>
    /// <param name="data">The data chunk.</param>
    /// <param name="container">Which kind of file it is.</param>
    /// <param name="ds64">dataSize of the ds64 chunk; null where the file has none.</param>
    public long Measure(ChunkHeader data, WaveContainer container, ulong? ds64)
    {
        if (container.IsWave64) return Claimed(data, data.ClaimedLength);
        if (container.HasDs64 && ds64 is null)
        {
            Note(
                DiagnosticKind.Recovered,
                data,
                $"A file of kind {container.Name} has no usable ds64 chunk before its audio; the data chunk alone counts.");
        }
        if (data.ClaimedLength == Unknown)
        {
            if (ds64 is { } size) return Claimed(data, size);
            Note(
                DiagnosticKind.Recovered,
                data,
                "The length of the data chunk was never written (0xFFFFFFFF); the audio is read to the end of the file.");
            return Remaining(data);
        }
        return Claimed(data, ds64 is { } other && other != data.ClaimedLength ? Choose(data, other) : data.ClaimedLength, isShort: true);
    }

    private long Remaining(ChunkHeader data) => file.Length - data.Position;

    // The data chunk's own length counts where the file has that many bytes, ds64 where only its length is possible.
    private ulong Choose(ChunkHeader data, ulong ds64)
    {
        ulong remaining = (ulong)Remaining(data);
        bool useOwn = (data.ClaimedLength > 0 && data.ClaimedLength <= remaining) || ds64 == 0 || ds64 > remaining;
        ulong chosen = useOwn ? data.ClaimedLength : ds64;
        Note(DiagnosticKind.Contradiction, data, $"The data chunk claims {data.ClaimedLength} bytes, ds64 {ds64}; {chosen} counts.");
        return chosen;
    }

    private long Claimed(ChunkHeader data, ulong claimed, bool isShort = false)
    {
        long remaining = Remaining(data);
        if (claimed == 0) return Unfinished(data);
        if (claimed > (ulong)remaining)
        {
            Note(DiagnosticKind.Truncated, data, $"The data chunk claims {claimed} bytes, the file has {remaining}; those are read.");
            return remaining;
        }
        return isShort ? Unwrap(data, (long)claimed) : (long)claimed;
    }

    // A recorder that died leaves the length 0 that it began with. Whether nothing was recorded or all of it is there, the bytes that
    // follow tell.
    private long Unfinished(ChunkHeader data)
    {
        long remaining = Remaining(data);
        if (remaining == 0 || walker.IsChain(data.Position)) return 0;
        Note(
            DiagnosticKind.Recovered,
            data,
            $"The data chunk claims 0 bytes, but {remaining} that are no chunks follow; they are read as audio.");
        return remaining;
    }

    // A writer without 64-bit lengths goes on past 4 GiB, and the length that it writes is the low 32 bits. So the true length is the claim
    // and a multiple of 2^32: the one that leads to the end of the file, or to chunks where the claim itself leads to none.
    private long Unwrap(ChunkHeader data, long claimed)
    {
        long remaining = Remaining(data);
        long wraps = (remaining - claimed) >> 32;
        if (wraps == 0) return claimed;
        long length = claimed + (wraps << 32);
        bool endsFile = remaining - length <= (length & 1);
        if (!endsFile && (IsChainAfter(data, claimed) || !IsChainAfter(data, length))) return claimed;
        Note(
            DiagnosticKind.Recovered,
            data,
            $"The data chunk claims {claimed} bytes, its true length of {length} does not fit into 32 bits; {length} are read.");
        return length;
    }

    private bool IsChainAfter(ChunkHeader data, long length) => walker.IsChain(data.Position + length + (length & 1));

    private void Note(DiagnosticKind kind, ChunkHeader data, string message) => file.Note(kind, data.HeaderPosition, message);
}
