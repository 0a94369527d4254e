namespace AudioIO;

/// <summary>
/// A little-endian number in a header that only grows, like a size. Its bytes are written one by one, the most significant first: whenever
/// the writing stops, the file holds a number that is no smaller than before, and a reader finds all that was there.
/// </summary>
/// <param name="position">Position of the number in bytes from the start of the file.</param>
/// <param name="width">Bytes of the number, at most 8.</param>
/// <param name="value">What the file holds.</param>
internal sealed class GrowingNumber(long position, int width, ulong value)
{
    private ulong _value = value;

    /// <summary>Writes a number, not below the last one. Bytes that stay are not touched.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="start">Position of the file's first byte in the stream.</param>
    /// <param name="number">The number; what does not fit is written as the largest one, which stands for "see elsewhere".</param>
    public void Write(Stream stream, long start, ulong number)
    {
        if (width < sizeof(ulong)) number = Math.Min(number, (1UL << (8 * width)) - 1);
        for (int i = width - 1; i >= 0; i--)
        {
            var changed = (byte)((_value ^ number) >> (8 * i));
            if (changed == 0) continue;
            stream.Position = start + position + i;
            stream.Write([(byte)(number >> (8 * i))]);
            // Byte by byte, so that after a failure it is known what the file holds.
            _value ^= (ulong)changed << (8 * i);
        }
    }
}
