namespace AudioIO;

/// <summary>
/// The chunks within a LIST, one after the other. None leaves its parent: one whose length claims more is cut and reported.
/// </summary>
internal ref struct SubChunks
{
    private const int IdLength = 4;
    private const int HeaderLength = 8;
    private const int GuidLength = 16;
    private const int Wave64HeaderLength = 24;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly long _position;
    private readonly ByteOrder _order;
    private readonly bool _hasGuids;
    private readonly MetadataTree _tree;
    private int _next;

    /// <param name="list">The content of a LIST, which begins with its type.</param>
    /// <param name="position">Position of that content in bytes from the start of the file.</param>
    /// <param name="order">Byte order of the lengths.</param>
    /// <param name="hasGuids">True where the type is a GUID, and headers are a GUID and a 64-bit length.</param>
    /// <param name="tree">Where faults are reported.</param>
    public SubChunks(ReadOnlySpan<byte> list, long position, ByteOrder order, bool hasGuids, MetadataTree tree)
    {
        _bytes = list;
        _next = Math.Min(hasGuids ? GuidLength : IdLength, list.Length);
        _position = position;
        _order = order;
        _hasGuids = hasGuids;
        _tree = tree;
    }

    /// <summary>True if the content of a LIST of Wave64 begins with a GUID, and not with the four characters of RIFF.</summary>
    public static bool BeginsWithGuid(ReadOnlySpan<byte> list) =>
        list.Length >= GuidLength && list[IdLength..GuidLength].SequenceEqual(Wave64Guids.ChunkTail);

    public Chunk Current { get; private set; }

    /// <summary>The content of <see cref="Current"/>.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    public bool MoveNext() => _hasGuids ? MoveNextWave64() : MoveNextRiff();

    private bool MoveNextRiff()
    {
        int rest = _bytes.Length - _next;
        if (rest < HeaderLength)
        {
            ReportRest(rest);
            return false;
        }
        uint claimed = _order.UInt32(_bytes[(_next + IdLength)..]);
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
        if (rest < Wave64HeaderLength)
        {
            ReportRest(rest);
            return false;
        }
        ulong size = _order.UInt64(_bytes[(_next + GuidLength)..]);
        if (size < Wave64HeaderLength)
        {
            _tree.Report(_position + _next, $"Chunk header at byte {_position + _next}: expected a length of at least 24, found {size}");
            return false;
        }
        int length = Take(size - Wave64HeaderLength, _next, Wave64HeaderLength);
        int end = _next + Wave64HeaderLength + length;
        _next = Math.Min((end + 7) & ~7, _bytes.Length);
        return true;
    }

    private int Take(ulong claimed, int start, int headerLength)
    {
        int available = _bytes.Length - start - headerLength;
        int length = (int)Math.Min(claimed, (ulong)available);
        Bytes = _bytes.Slice(start + headerLength, length);
        Current = new Chunk(ChunkText.Id(_bytes.Slice(start, IdLength)), _position + start + headerLength, length);
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
        if (_bytes.Slice(start, IdLength).IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) >= 0) return false;
        return _order.UInt32(_bytes[(start + IdLength)..]) <= (uint)(_bytes.Length - start - HeaderLength);
    }

    private readonly void ReportRest(int rest)
    {
        if (rest > 0 && _bytes[_next..].ContainsAnyExcept((byte)0))
            _tree.Report(_position + _next, $"End of chunk at byte {_position + _next}: expected a chunk header, found {rest} bytes");
    }
}
