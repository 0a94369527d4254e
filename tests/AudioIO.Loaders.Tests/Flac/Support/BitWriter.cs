namespace AudioIO.Tests.Flac;

/// <summary>Writes bits, most significant first.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];
    private int _free;

    public int ByteCount => _bytes.Count;

    public BitWriter Bits(long value, int count)
    {
        for (int bit = count - 1; bit >= 0; bit--)
        {
            if (_free == 0)
            {
                _bytes.Add(0);
                _free = 8;
            }
            _free--;
            // Beyond 63 bits the sign goes on.
            _bytes[^1] |= (byte)(((value >> Math.Min(bit, 63)) & 1) << _free);
        }
        return this;
    }

    public BitWriter Unary(long zeros)
    {
        for (long i = 0; i < zeros; i++) Bits(0, 1);
        return Bits(1, 1);
    }

    public BitWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes) Bits(b, 8);
        return this;
    }

    public BitWriter Align()
    {
        _free = 0;
        return this;
    }

    public byte[] ToArray() => [.. _bytes];
}
