using System.Numerics;

namespace AudioIO;

/// <summary>A FlacFrame that was found where it belongs.</summary>
/// <param name="Position">Position of its header in bytes.</param>
/// <param name="Frame">Its first frame.</param>
internal readonly record struct FlacAnchor(long Position, long Frame);

/// <summary>
/// Where FlacFrames were found, sparse and bounded: one slot per so many frames of sound, each with the first FlacFrame known to begin
/// there, a certain one before all others. A slot is one 64-bit word, so threads read and write it without a lock. Whoever makes the index beyond its size doubles the
/// distance of the slots; that happens only while the file is opened, by one thread.
/// </summary>
internal sealed class FlacFrameIndex
{
    private const int PageSlots = 1024;
    private const int Pages = 1000;

    /// <summary>Pages beyond those for the announced length: little is thinned out where it is a little longer.</summary>
    private const int SparePages = 2;

    // The highest bit of a slot: the FlacFrame is certain.
    private const long Certain = long.MinValue;

    // Lower 16 bits of a slot: the frame's distance from the slot's first. Blocks have at most 65535 frames, so that one begins in reach.
    private const int OffsetBits = 16;
    private const long MaxPosition = 1L << (63 - OffsetBits);

    private readonly long[]?[] _pages;
    private long _spacing;

    /// <param name="blockSize">Usual frames per block: the first distance of the slots is the power of two at or below it.</param>
    /// <param name="announcedFrames">Length that the file claims, so that a short one takes little memory; 0 where it is not known.</param>
    public FlacFrameIndex(int blockSize, long announcedFrames = 0)
    {
        _spacing = (long)BitOperations.RoundUpToPowerOf2((uint)blockSize + 1) / 2;
        long pages = announcedFrames > 0 ? (announcedFrames / _spacing / PageSlots) + SparePages : Pages;
        _pages = new long[Math.Min(pages, Pages)][];
    }

    /// <summary>Largest size of the index: 1000 pages of 8 KiB, their headers, and the page table are below 8 MiB.</summary>
    public static long MaxBytes => Pages * ((PageSlots * sizeof(long)) + 32L);

    /// <summary>Memory that the index takes now.</summary>
    public long HeldBytes
    {
        get
        {
            long bytes = _pages.Length * sizeof(long);
            foreach (long[]? page in _pages) bytes += page is null ? 0 : PageSlots * sizeof(long);
            return bytes;
        }
    }

    /// <summary>Frames between two slots.</summary>
    public long Spacing => _spacing;

    /// <summary>Remembers a FlacFrame, unless an earlier one of the same slot is known.</summary>
    /// <param name="frame">Its first frame.</param>
    /// <param name="position">Its position in bytes.</param>
    /// <param name="isCertain">True where the walk from the first FlacFrame of the file passes it.</param>
    public void Add(long frame, long position, bool isCertain = false)
    {
        while (frame / _spacing >= (long)PageSlots * _pages.Length) Thin();
        Store(frame, position, isCertain);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(_pages);

    public bool Contains(long frame, long position)
    {
        long slot = Slot(frame / _spacing);
        return slot != 0 && (slot & ~Certain) == Encode(frame, position);
    }

    /// <summary>The last known FlacFrame that begins at <paramref name="frame"/> or before; false where there is none.</summary>
    public bool TryFindAtOrBelow(long frame, out FlacAnchor anchor) => TryFindAtOrBelow(frame, out anchor, out _);

    /// <inheritdoc cref="TryFindAtOrBelow(long, out FlacAnchor)"/>
    /// <param name="frame">The frame.</param>
    /// <param name="anchor">The FlacFrame.</param>
    /// <param name="isCertain">True where the walk from the first FlacFrame of the file passes it.</param>
    public bool TryFindAtOrBelow(long frame, out FlacAnchor anchor, out bool isCertain) =>
        TryFindAtOrBelow(frame, certainOnly: false, out anchor, out isCertain);

    /// <summary>The last known FlacFrame that begins at <paramref name="frame"/> or before and is certain; false where there is none.</summary>
    public bool TryFindCertainAtOrBelow(long frame, out FlacAnchor anchor) => TryFindAtOrBelow(frame, certainOnly: true, out anchor, out _);

    private bool TryFindAtOrBelow(long frame, bool certainOnly, out FlacAnchor anchor, out bool isCertain)
    {
        long number = frame / _spacing;
        if (TryDecode(number, out anchor, out isCertain) && anchor.Frame <= frame && (isCertain || !certainOnly)) return true;
        number--;
        for (long page = Math.Min(number / PageSlots, _pages.Length - 1); number >= 0 && page >= 0; page--)
        {
            long[]? slots = Volatile.Read(ref _pages[page]);
            if (slots is not null)
            {
                int last = (int)Math.Min(number - (page * PageSlots), PageSlots - 1);
                ReadOnlySpan<long> below = slots.AsSpan(0, last + 1);
                int found = certainOnly ? below.LastIndexOfAnyInRange(long.MinValue, -1L) : below.LastIndexOfAnyExcept(0L);
                if (found >= 0) return TryDecode((page * PageSlots) + found, out anchor, out isCertain);
            }
        }
        (anchor, isCertain) = (default, false);
        return false;
    }

    /// <summary>The first known FlacFrame that begins behind <paramref name="frame"/>; false where there is none.</summary>
    public bool TryFindAbove(long frame, out FlacAnchor anchor)
    {
        long number = frame / _spacing;
        if (TryDecode(number, out anchor, out _) && anchor.Frame > frame) return true;
        number++;
        for (long page = number / PageSlots; page < _pages.Length; page++)
        {
            long[]? slots = Volatile.Read(ref _pages[page]);
            if (slots is not null)
            {
                int first = (int)Math.Max(number - (page * PageSlots), 0);
                int found = slots.AsSpan(first).IndexOfAnyExcept(0L);
                if (found >= 0) return TryDecode((page * PageSlots) + first + found, out anchor, out _);
            }
        }
        anchor = default;
        return false;
    }

    private void Store(long frame, long position, bool isCertain)
    {
        long word = Encode(frame, position);
        if (word == 0) return;
        if (isCertain) word |= Certain;
        (long page, long slot) = Math.DivRem(frame / _spacing, PageSlots);
        long[]? slots = Volatile.Read(ref _pages[page]);
        if (slots is null)
        {
            slots = new long[PageSlots];
            slots = Interlocked.CompareExchange(ref _pages[page], slots, null) ?? slots;
        }
        long known = Volatile.Read(ref slots[slot]);
        bool isBetter = known == 0 || ((known ^ word) < 0 ? isCertain : (known & 0xFFFF) > (word & 0xFFFF));
        if (isBetter) Volatile.Write(ref slots[slot], word);
    }

    /// <summary>Doubles the distance: of two neighbouring slots the first one that is known stays.</summary>
    private void Thin()
    {
        long[]?[] pages = [.. _pages];
        Array.Clear(_pages);
        long spacing = _spacing;
        _spacing *= 2;
        for (long page = 0; page < pages.Length; page++)
        {
            for (int i = 0; pages[page] is not null && i < PageSlots; i++)
            {
                long word = pages[page]![i];
                if (word != 0) Store((((page * PageSlots) + i) * spacing) + (word & 0xFFFF), PositionOf(word), word < 0);
            }
            pages[page] = null;
        }
    }

    /// <summary>0 where a word cannot hold it: more than 128 TiB into the file, or beyond the reach of the slot's offset.</summary>
    private long Encode(long frame, long position)
    {
        long offset = frame % _spacing;
        return offset >= 1 << OffsetBits || position >= MaxPosition ? 0 : (position << OffsetBits) | offset;
    }

    private bool TryDecode(long number, out FlacAnchor anchor, out bool isCertain)
    {
        long word = Slot(number);
        anchor = new FlacAnchor(PositionOf(word), (number * _spacing) + (word & 0xFFFF));
        isCertain = word < 0;
        return word != 0;
    }

    private static long PositionOf(long word) => (word & ~Certain) >> OffsetBits;

    private long Slot(long number)
    {
        (long page, long slot) = Math.DivRem(number, PageSlots);
        long[]? slots = page < _pages.Length ? Volatile.Read(ref _pages[page]) : null;
        return slots is null ? 0 : Volatile.Read(ref slots[slot]);
    }
}
