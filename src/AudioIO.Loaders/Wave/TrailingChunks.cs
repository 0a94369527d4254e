using System.Buffers;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>The chunks that recorders and editors write behind the audio.</summary>
internal static class TrailingChunks
{
    /// <summary>
    /// Bytes at the end of a file in which chunks are looked for that nobody has announced. The metadata of recorders take some kilobytes, those
    /// of editors with a picture or a whole scene in them a megabyte; a file whose length was never finished is searched at every look, so that
    /// this is a cost, too: a millisecond.
    /// </summary>
    private const int SearchedBytes = 2 << 20;

    /// <summary>Missing bytes of a last chunk that somebody is still writing, or that was cut off.</summary>
    private const int MaxMissingBytes = 1 << 20;

    private static ReadOnlySpan<byte> Ids =>
        "LIST"u8 + "bext"u8 + "iXML"u8 + "guan"u8 + "wamd"u8 + "cue "u8 + "plst"u8 + "smpl"u8 + "inst"u8 + "fact"u8 + "PEAK"u8 + "id3 "u8 +
        "ID3 "u8 + "axml"u8 + "chna"u8 + "_PMX"u8 + "JUNK"u8 + "PAD "u8 + "FLLR"u8 + "acid"u8 + "DISP"u8 + "levl"u8 + "umid"u8 +
        // The first four bytes of the GUIDs of Wave64 are ids in small letters.
        "list"u8 + "junk"u8 + "mark"u8;

    // What ids begin with.
    private static readonly SearchValues<byte> FirstBytes = SearchValues.Create([.. Ids.ToArray().Where((_, i) => i % 4 == 0)]);

    /// <summary>True for the id of one of them; four bytes of sound are by chance in fewer than one of 10^8 cases.</summary>
    public static bool IsId(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 4 && MemoryMarshal.Cast<byte, uint>(Ids).Contains(MemoryMarshal.Read<uint>(bytes));

    /// <summary>
    /// Where the metadata begin that lie behind audio of a length that was never finished: the first of known chunks that follow each other
    /// up to the very end of the file, the last of them complete or not. The end of the file where there are none. That sound looks like it by
    /// chance takes an id and a size, 2^64 to some 2^15 places.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="walker">Reads the headers.</param>
    /// <param name="container">How chunks are aligned.</param>
    /// <param name="audio">Position of the first byte of audio.</param>
    public static long Begin(HeaderReader file, ChunkWalker walker, WaveContainer container, long audio)
    {
        List<(long Position, long End)> found = [];
        long first = Math.Max(audio, file.Length - SearchedBytes);
        first += (container.Alignment - ((first - file.Start) % container.Alignment)) % container.Alignment;
        foreach (long position in FindIds(file, container, first))
        {
            // An id at the very end: the rest of its header is not written yet.
            if (!walker.TryPeek(position, out ChunkHeader header)) found.Add((position, file.Length));
            else if (header.FitsInto(file)) found.Add((position, header.Position + (long)header.ClaimedLength));
            else if (header.ClaimedLength - (ulong)(file.Length - header.Position) <= MaxMissingBytes) found.Add((position, file.Length));
        }
        // From the last one on: each has to end with the file or where another begins, or before it by no more than the padding. One that begins
        // within another's content may fit, too.
        long begin = file.Length;
        HashSet<long> ends = [begin];
        for (int i = found.Count - 1; i >= 0; i--)
        {
            (long position, long end) = found[i];
            int padding = 0;
            while (padding < container.Alignment && !ends.Contains(end + padding)) padding++;
            if (padding < container.Alignment) ends.Add(begin = position);
        }
        return begin;
    }

    /// <summary>Positions of ids from one on to the end of the file.</summary>
    private static List<long> FindIds(HeaderReader file, WaveContainer container, long first)
    {
        List<long> found = [];
        if (file.Length - first < 4) return found;
        // At most what is searched, and nothing where the file has become shorter.
        byte[] rented = ArrayPool<byte>.Shared.Rent((int)(file.Length - first));
        try
        {
            ReadOnlySpan<byte> bytes = rented.AsSpan(0, file.Read(first, rented.AsSpan(0, (int)(file.Length - first))));
            for (int i = 0; i <= bytes.Length - 4; i++)
            {
                int next = bytes[i..].IndexOfAny(FirstBytes);
                if (next < 0) break;
                i += next;
                if (i % container.Alignment == 0 && IsId(bytes[i..])) found.Add(first + i);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
        return found;
    }
}
