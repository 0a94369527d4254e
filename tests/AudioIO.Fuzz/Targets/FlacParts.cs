namespace AudioIO.Fuzz;

/// <summary>A FLAC file as what stands before its FlacFrames, and these, sound or not, each up to the next header.</summary>
internal sealed class FlacParts
{
    private FlacParts(byte[] header, List<byte[]> frames) => (Header, Frames) = (header, frames);

    /// <summary>The bytes before the first FlacFrame.</summary>
    public byte[] Header { get; }

    public IReadOnlyList<byte[]> Frames { get; }

    /// <summary>Splits a file; null where it has no FlacFrame.</summary>
    public static FlacParts? Split(byte[] file)
    {
        if (Scan(file) is not { } scan) return null;
        var frames = new List<byte[]>();
        long from = scan.AudioPosition;
        while (from < file.Length)
        {
            bool isWhole = scan.Scanner.TryReadHeader(from, out FlacFrameHeader header, out _)
                & scan.Scanner.Measure(from, header, out int length) == FlacFault.None && length > 0;
            long to = isWhole ? from + length : NextHeader(scan.Scanner, from + 1, file.Length);
            frames.Add(file[(int)from..(int)to]);
            from = to;
        }
        return frames.Count == 0 ? null : new FlacParts(file[..(int)scan.AudioPosition], frames);
    }

    /// <summary>
    /// True where a FlacFrame decodes on through headers before which its CRC-16 fits, too: FlacFrames in a row leave it right. No damage
    /// makes such a file, only who writes the checksum; which end counts there is not defined.
    /// </summary>
    public static bool IsAmbiguous(byte[] file)
    {
        if (Scan(file) is not { } scan) return false;
        FlacScanner scanner = scan.Scanner;
        for (long from = scan.AudioPosition; ; from++)
        {
            if (!scanner.TryFindHeader(from, file.Length, long.MinValue, long.MaxValue, out FlacAnchor anchor, out FlacFrameHeader header)) return false;
            from = anchor.Position;
            if (scanner.Measure(from, header, out int length) != FlacFault.None) continue;
            for (long next = from + 1; (next = NextHeader(scanner, next, from + length)) < from + length; next++)
                if (FlacCrc16.Compute(file.AsSpan((int)from, (int)(next - from))) == 0) return true;
        }
    }

    private static long NextHeader(FlacScanner scanner, long from, long end) =>
        scanner.TryFindHeader(from, end, long.MinValue, long.MaxValue, out FlacAnchor next, out _) ? next.Position : end;

    private static (FlacScanner Scanner, long AudioPosition)? Scan(byte[] file)
    {
        try
        {
            using FlacSource source = Files.OpenFlac(file, AudioLoaderOptions.Default, 1 << 20);
            return source.Locator is { } locator
                ? (new FlacScanner(new StreamByteSource(new MemoryStream(file), leaveOpen: false), locator.Format, new FlacFrameDecoder()), locator.AudioPosition)
                : null;
        }
        catch (AudioFormatException)
        {
            return null;
        }
    }
}
