using System.Buffers.Binary;

namespace AudioIO.Describing;

/// <summary>Reads the fields of a chunk one after the other; a field that does not lie within the chunk whole is not read.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> bytes, bool isBigEndian)
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
        value = 0;
        if (!TryReadBytes(1, out ReadOnlySpan<byte> field)) return false;
        value = field[0];
        return true;
    }

    public bool TryReadUInt32(out uint value)
    {
        value = 0;
        if (!TryReadBytes(4, out ReadOnlySpan<byte> field)) return false;
        value = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(field) : BinaryPrimitives.ReadUInt32LittleEndian(field);
        return true;
    }

    public bool TryReadUInt64(out ulong value)
    {
        value = 0;
        if (!TryReadBytes(8, out ReadOnlySpan<byte> field)) return false;
        value = isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(field) : BinaryPrimitives.ReadUInt64LittleEndian(field);
        return true;
    }
}
