using System.Buffers;

namespace AudioIO;

/// <summary>
/// Files to which a storage gave more bytes than were ever written: gigabytes of zeros behind the last FlacFrame. Where STREAMINFO tells
/// the length, they need not be read.
/// </summary>
/// <param name="scanner">Looks at the bytes.</param>
/// <param name="startPosition">Byte at which the FlacFrames begin.</param>
/// <param name="fileLength">Length of the file in bytes.</param>
internal sealed class FlacReservedEnd(FlacScanner scanner, long startPosition, long fileLength)
{
    /// <summary>Zeros at the end that make looking for where they begin worth while.</summary>
    private const int LeastZeros = 1 << 12;

    private const int ReadBytes = 1 << 20;

    /// <summary>
    /// Where the zeros begin with which the file ends: they are passed from behind, once, and what the storage knows to be unwritten is not read.
    /// </summary>
    public long FindBegin()
    {
        if (!EndsWithZeros()) return fileLength;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            long end = Math.Clamp(scanner.Source.FindWrittenEnd(), startPosition, fileLength);
            while (end > startPosition)
            {
                int count = (int)Math.Min(ReadBytes, end - startPosition);
                int read = scanner.Source.Read(end - count, bytes.AsSpan(0, count));
                int last = bytes.AsSpan(0, read).LastIndexOfAnyExcept((byte)0);
                if (last >= 0) return end - count + last + 1;
                end -= count;
            }
            return startPosition;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>
    /// Halves the file until it is known, to a few FlacFrames, where headers with numbers below the announced length end. What it finds only
    /// says where to begin to walk; zeros in the middle of a recording make it begin before them.
    /// </summary>
    /// <param name="near">A place shortly before the zeros.</param>
    /// <returns>False where the file does not end with zeros, or its length is not announced.</returns>
    public bool TryFind(out long near)
    {
        near = startPosition;
        long announced = scanner.Format.StreamInfo.TotalFrames;
        if (announced == 0 || !EndsWithZeros()) return false;
        int look = 2 * scanner.Format.VerbatimFrameBytes;
        for (long beyond = fileLength; beyond - near > look;)
        {
            long middle = near + ((beyond - near) / 2);
            bool isBefore = scanner.TryFindHeader(middle, Math.Min(middle + look, fileLength), 0, announced, out FlacAnchor found, out _);
            if (isBefore) near = found.Position;
            else beyond = middle;
        }
        return true;
    }

    private bool EndsWithZeros()
    {
        if (fileLength - startPosition < LeastZeros) return false;
        ReadOnlySpan<byte> last = scanner.Window.Get(fileLength - LeastZeros, LeastZeros);
        return last.Length >= LeastZeros && !last.ContainsAnyExcept((byte)0);
    }
}
