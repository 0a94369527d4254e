using System.Buffers.Binary;
using AudioIO.Containers;

namespace AudioIO.Describing;

/// <summary>
/// The chunks within a chunk, for <c>foreach</c>. None leaves its parent: one whose length claims more is cut and reported.
/// </summary>
internal ref struct SubChunks
{
    private const int HeaderLength = 8;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly long _position;
    private readonly bool _isBigEndian;
    private readonly bool _isWave64;
    private readonly MetadataTree _tree;
    private int _next;

    /// <param name="bytes">The content of the parent.</param>
    /// <param name="start">Where the first child begins within it.</param>
    /// <param name="position">Position of the content in bytes from the start of the file.</param>
    /// <param name="isBigEndian">True for RIFX.</param>
    /// <param name="isWave64">True where headers are a GUID and a 64-bit length.</param>
    /// <param name="tree">Where faults are reported.</param>
    public SubChunks(ReadOnlySpan<byte> bytes, int start, long position, bool isBigEndian, bool isWave64, MetadataTree tree)
    {
        _bytes = bytes;
        _next = Math.Min(start, bytes.Length);
        _position = position;
        _isBigEndian = isBigEndian;
        _isWave64 = isWave64;
        _tree = tree;
    }

    public Chunk Current { get; private set; }

    /// <summary>The content of <see cref="Current"/>.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    public bool MoveNext() => _isWave64 ? MoveNextWave64() : MoveNextRiff();

    private bool MoveNextRiff()
    {
        int rest = _bytes.Length - _next;
        if (rest < HeaderLength)
        {
            ReportRest(rest);
            return false;
        }
        uint claimed = Size(_bytes.Slice(_next + 4, 4));
        int length = Take(claimed, _next, HeaderLength);
        int end = _next + HeaderLength + length;
        _next = (length & 1) != 0 && end < _bytes.Length && !IsUnpadded(end) ? end + 1 : end;
        return true;
    }

    // Sony Wave64: a GUID whose first four bytes are the id, a 64-bit length that counts the 24 bytes of its header; starts are
    // aligned to 8 bytes.
    private bool MoveNextWave64()
    {
        int rest = _bytes.Length - _next;
        if (rest < Wave64List.HeaderLength)
        {
            ReportRest(rest);
            return false;
        }
        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(_bytes[(_next + 16)..]);
        if (size < Wave64List.HeaderLength)
        {
            _tree.Report(_position + _next, $"Chunk header at byte {_position + _next}: expected a length of at least 24, found {size}");
            return false;
        }
        int length = Take(size - Wave64List.HeaderLength, _next, Wave64List.HeaderLength);
        int end = _next + Wave64List.HeaderLength + length;
        _next = Math.Min((end + 7) & ~7, _bytes.Length);
        return true;
    }

    private int Take(ulong claimed, int start, int headerLength)
    {
        int available = _bytes.Length - start - headerLength;
        int length = (int)Math.Min(claimed, (ulong)available);
        Bytes = _bytes.Slice(start + headerLength, length);
        Current = new Chunk(ChunkText.Id(_bytes.Slice(start, 4)), _position + start + headerLength, length);
        if (claimed > (ulong)available)
            _tree.Report(Current, $"expected {claimed} bytes, found {available} before the end of its parent");
        return length;
    }

    // Some writers leave out the pad byte of odd chunks: then an id and a length that fits stand where the pad should be, and not
    // behind it.
    private readonly bool IsUnpadded(int end) => IsHeader(end) && !IsHeader(end + 1);

    private readonly bool IsHeader(int start)
    {
        if (_bytes.Length - start < HeaderLength) return false;
        if (_bytes.Slice(start, 4).IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) >= 0) return false;
        return Size(_bytes.Slice(start + 4, 4)) <= (uint)(_bytes.Length - start - HeaderLength);
    }

    private readonly uint Size(ReadOnlySpan<byte> field) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(field) : BinaryPrimitives.ReadUInt32LittleEndian(field);

    private readonly void ReportRest(int rest)
    {
        if (rest > 0 && _bytes[_next..].ContainsAnyExcept((byte)0))
            _tree.Report(_position + _next, $"End of chunk at byte {_position + _next}: expected a chunk header, found {rest} bytes");
    }
}
