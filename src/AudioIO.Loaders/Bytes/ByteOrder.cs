using System.Buffers.Binary;

namespace AudioIO;

/// <summary>The order in which a container writes the bytes of its numbers.</summary>
/// <param name="BigEndian">True where the most significant byte comes first.</param>
internal readonly record struct ByteOrder(bool BigEndian)
{
    public ushort UInt16(ReadOnlySpan<byte> source) =>
        BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(source) : BinaryPrimitives.ReadUInt16LittleEndian(source);

    public uint UInt32(ReadOnlySpan<byte> source) =>
        BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(source) : BinaryPrimitives.ReadUInt32LittleEndian(source);

    public ulong UInt64(ReadOnlySpan<byte> source) =>
        BigEndian ? BinaryPrimitives.ReadUInt64BigEndian(source) : BinaryPrimitives.ReadUInt64LittleEndian(source);
}
