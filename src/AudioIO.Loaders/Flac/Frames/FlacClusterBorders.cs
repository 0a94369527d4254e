namespace AudioIO;

/// <summary>
/// Looks whether the FlacFrames of a file go on where clusters of its storage may begin. A cluster that was never written, or is linked to another
/// file, holds what lay there before: often another recording of the same recorder, at the same place, with numbers near to those that belong there.
/// Its inside is as sound as the rest, only its ends tell. File systems begin a cluster at a multiple of its size, 4 KiB to 1 MiB: what holds a
/// place lies within so many bytes, and whether a FlacFrame spans the beginning of it is found out once per file. Safe from any thread.
/// </summary>
internal sealed class FlacClusterBorders
{
    /// <summary>The runs that a landing follows see smaller clusters whole.</summary>
    private const int SmallestShift = 17;

    private const int LargestShift = 20;

    private readonly Lock _lock = new();

    /// <summary>One bit per 128 KiB from the beginning of the file: 1 MiB of them for 1 TiB.</summary>
    private int[] _seamless = [];

    /// <summary>True where FlacFrames go on over the beginning of every cluster of 128 KiB to 1 MiB that may hold a place.</summary>
    /// <param name="scanner">Looks at the bytes.</param>
    /// <param name="position">The place.</param>
    /// <param name="lowest">Byte of a FlacFrame that is known.</param>
    public bool AreSeamless(FlacScanner scanner, long position, long lowest)
    {
        for (int shift = SmallestShift; shift <= LargestShift; shift++)
        {
            long border = position >> shift << shift;
            if (border <= lowest) return true;
            if (IsKnown(border)) continue;
            if (!IsSeamless(scanner, border, lowest)) return false;
            Remember(border);
        }
        return true;
    }

    /// <summary>True where a run of sound FlacFrames with numbers in order begins ahead of a byte and goes on behind it.</summary>
    private static bool IsSeamless(FlacScanner scanner, long border, long lowest)
    {
        var runs = new FlacRuns(scanner);
        int reach = scanner.Format.VerbatimFrameBytes;
        long from = Math.Max(border - reach, lowest);
        // At most twice 2^22 bytes.
        scanner.Window.Get(from, (int)(border - from) + reach);
        while (scanner.MaySearch && scanner.TryFindHeader(from, border, 0, long.MaxValue, out FlacAnchor start, out FlacFrameHeader header))
        {
            if (runs.IsLongerThan(border - start.Position, start, header, out FlacAnchor end)) return true;
            from = Math.Max(end.Position, start.Position + 1);
        }
        return false;
    }

    private bool IsKnown(long border)
    {
        int[] seamless = Volatile.Read(ref _seamless);
        long number = border >> SmallestShift, word = number >> 5;
        return word < seamless.Length && (Volatile.Read(ref seamless[word]) & (1 << (int)(number & 31))) != 0;
    }

    private void Remember(long border)
    {
        long number = border >> SmallestShift, word = number >> 5;
        lock (_lock)
        {
            // As long as what was looked at, and half as long again, at most: below 2^46 bytes of file an array holds it.
            if (word >= _seamless.Length)
            {
                int[] longer = new int[word + (word / 2) + 16];
                _seamless.CopyTo(longer, 0);
                Volatile.Write(ref _seamless, longer);
            }
            _seamless[word] |= 1 << (int)(number & 31);
        }
    }
}
