using System.Text;

namespace AudioIO;

/// <summary>Walks over the chunks of a file by their headers alone; payloads are skipped without being read.</summary>
internal abstract class ChunkWalker(HeaderReader file, long position)
{
    /// <summary>Chunks of a plausible chain that are looked at before it is believed.</summary>
    private const int ChainLength = 16;

    /// <summary>Different ids whose characters are kept: a file has a dozen, and one made of thousands is not worth the memory.</summary>
    private const int MaxKnownIds = 256;

    private readonly Dictionary<uint, string> _ids = [];

    /// <summary>Position of the next header in bytes from the start of the file.</summary>
    public long Position { get; private set; } = position;

    private protected HeaderReader File => file;

    private protected abstract int HeaderLength { get; }

    /// <summary>Reads the header at <see cref="Position"/> without moving on.</summary>
    /// <returns>False where too few bytes are left for a header, or where the header says that nothing follows.</returns>
    public bool TryPeek(out ChunkHeader header) => TryPeek(Position, out header);

    /// <summary>Moves to the header after a chunk.</summary>
    /// <param name="header">The chunk.</param>
    /// <param name="length">Length of its payload in bytes, within the file.</param>
    public void MoveBeyond(ChunkHeader header, long length) => Position = Next(header, length, isNoted: true);

    /// <summary>
    /// True where the bytes at a position read as chunks with printable ids and fitting sizes, one after the other to the end of the
    /// file or to zeros that pad it. Sound does so by chance in about one of 10^4 files.
    /// </summary>
    public bool IsChain(long position)
    {
        int seen = 0;
        while (seen < ChainLength && TryPeek(position, out ChunkHeader header))
        {
            if (!header.IsPrintable || !header.FitsInto(file)) return seen > 0 && header.Id.All(c => c == '\0');
            position = Next(header, header.LengthWithin(file), isNoted: false);
            seen++;
        }
        return seen > 0;
    }

    /// <summary>Reads the header at a position; see <see cref="TryPeek(out ChunkHeader)"/>.</summary>
    public abstract bool TryPeek(long position, out ChunkHeader header);

    /// <summary>Position of the header after a chunk; what is odd about it is noted or not.</summary>
    private protected abstract long Next(ChunkHeader header, long length, bool isNoted);

    /// <summary>The characters of an id; the same string for the same id, so that a million chunks of one kind cost one.</summary>
    private protected string Characters(ReadOnlySpan<byte> id)
    {
        uint key = BitConverter.ToUInt32(id);
        if (_ids.TryGetValue(key, out string? known)) return known;
        string characters = Encoding.Latin1.GetString(id);
        if (_ids.Count < MaxKnownIds) _ids[key] = characters;
        return characters;
    }
}
