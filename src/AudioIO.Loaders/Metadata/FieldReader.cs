namespace AudioIO;

/// <summary>Reads the fields of a chunk one after the other; a field that does not lie within the chunk whole is not read.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> bytes, ByteOrder order)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly int Remaining => _rest.Length;

    public bool TryReadBytes(uint count, out ReadOnlySpan<byte> field)
    {
        field = default;
        if (count > (uint)_rest.Length) return false;
        field = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return true;
    }

    public bool TryReadByte(out byte value)
    {
        bool isWhole = TryReadBytes(1, out ReadOnlySpan<byte> field);
        value = isWhole ? field[0] : (byte)0;
        return isWhole;
    }

    public bool TryReadUInt16(out ushort value)
    {
        bool isWhole = TryReadBytes(2, out ReadOnlySpan<byte> field);
        value = isWhole ? order.UInt16(field) : (ushort)0;
        return isWhole;
    }

    public bool TryReadUInt32(out uint value)
    {
        bool isWhole = TryReadBytes(4, out ReadOnlySpan<byte> field);
        value = isWhole ? order.UInt32(field) : 0;
        return isWhole;
    }

    public bool TryReadUInt64(out ulong value)
    {
        bool isWhole = TryReadBytes(8, out ReadOnlySpan<byte> field);
        value = isWhole ? order.UInt64(field) : 0;
        return isWhole;
    }
}
