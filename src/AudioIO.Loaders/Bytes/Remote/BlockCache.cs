namespace AudioIO;

/// <summary>
/// The blocks of an object that are awaited or were used last, each filled page by page: what is fetched at random is small, what is fetched in a row fills
/// whole blocks. Not safe for several threads: whoever has it locks it.
/// </summary>
/// <param name="maxBlocks">Largest number of blocks.</param>
internal sealed class BlockCache(int maxBlocks)
{
    public const int BlockBytes = 1 << 17;

    /// <summary>
    /// What is fetched begins and ends at multiples of so many bytes: a header that is asked for alone costs no more, and a block has a bit for each.
    /// </summary>
    public const int PageBytes = 1 << 10;

    private readonly Dictionary<long, Block> _blocks = [];
    private readonly Stack<byte[]> _spare = new();
    private long _uses;

    /// <summary>Length of the object in bytes; its last page may be cut.</summary>
    public long Length { get; set; }

    /// <summary>Whether somebody has yet to come by a block: such a one is let go of after all others.</summary>
    public Func<long, bool>? IsAwaited { get; init; }

    /// <summary>Memory in bytes.</summary>
    public long HeldBytes => (long)(_blocks.Count + _spare.Count) * BlockBytes;

    public bool HasPage(long page) =>
        _blocks.TryGetValue(page * PageBytes / BlockBytes, out Block? block) && (block.Pages & Bit(page)) != 0;

    /// <summary>Copies what is here from a position on without a gap; at most what one block has.</summary>
    /// <returns>Number of bytes; 0 where the first one is not here.</returns>
    public int Copy(long position, Span<byte> destination)
    {
        (long index, long offset) = Math.DivRem(position, BlockBytes);
        if (!_blocks.TryGetValue(index, out Block? block)) return 0;
        long end = position;
        for (long page = position / PageBytes; page < (index + 1) * (BlockBytes / PageBytes) && (block.Pages & Bit(page)) != 0; page++)
            end = (page + 1) * PageBytes;
        // Within a block.
        int count = (int)Math.Min(Math.Min(end, Length) - position, destination.Length);
        if (count <= 0) return 0;
        block.LastUse = ++_uses;
        block.Bytes.AsSpan((int)offset, count).CopyTo(destination);
        return count;
    }

    /// <summary>Keeps the whole pages among bytes that were fetched; the object's last page is whole where it ends with the object.</summary>
    public void Store(long start, ReadOnlySpan<byte> bytes)
    {
        long stop = start + bytes.Length;
        for (long page = (start + PageBytes - 1) / PageBytes; page * PageBytes < stop; page++)
        {
            long from = page * PageBytes, to = Math.Min(from + PageBytes, Length);
            if (to > stop) break;
            Block block = Take(from / BlockBytes);
            bytes[(int)(from - start)..(int)(to - start)].CopyTo(block.Bytes.AsSpan((int)(from % BlockBytes)));
            block.Pages |= Bit(page);
        }
    }

    private static UInt128 Bit(long page) => UInt128.One << (int)(page % (BlockBytes / PageBytes));

    private Block Take(long index)
    {
        if (!_blocks.TryGetValue(index, out Block? block))
        {
            if (_blocks.Count == maxBlocks) Evict();
            // A small object needs no whole block.
            int size = (int)Math.Min(BlockBytes, Length - (index * BlockBytes));
            byte[] bytes = _spare.TryPop(out byte[]? spare) && spare.Length >= size ? spare : new byte[size];
            _blocks.Add(index, block = new Block(bytes));
        }
        block.LastUse = ++_uses;
        return block;
    }

    private void Evict()
    {
        (long oldest, Block block) = _blocks.MinBy(entry => (IsAwaited?.Invoke(entry.Key) == true, entry.Value.LastUse));
        _blocks.Remove(oldest);
        if (_spare.Count == 0) _spare.Push(block.Bytes);
    }

    private sealed class Block(byte[] bytes)
    {
        public byte[] Bytes => bytes;

        /// <summary>A bit for each page that is here.</summary>
        public UInt128 Pages { get; set; }

        public long LastUse { get; set; }
    }
}
