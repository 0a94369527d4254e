using System.Buffers.Binary;
using System.Text;

namespace AudioIO.Tests.MetadataReading;

/// <summary>Writes the bytes of chunks and metadata blocks, field by field.</summary>
internal sealed class ChunkWriter(bool isBigEndian = false)
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public ChunkWriter Bytes(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public ChunkWriter Zeros(int count) => Bytes(new byte[count]);

    public ChunkWriter Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    /// <summary>Text in a field of fixed length, filled up with NUL.</summary>
    public ChunkWriter Text(string text, int length) => Text(text).Zeros(length - Encoding.UTF8.GetByteCount(text));

    /// <summary>Text behind its 32-bit length, as FLAC writes it.</summary>
    public ChunkWriter Counted(string text) => UInt32((uint)Encoding.UTF8.GetByteCount(text)).Text(text);

    public ChunkWriter Byte(byte value) => Bytes(value);

    public ChunkWriter Int16(int value)
    {
        Span<byte> field = stackalloc byte[2];
        if (isBigEndian) BinaryPrimitives.WriteInt16BigEndian(field, (short)value);
        else BinaryPrimitives.WriteInt16LittleEndian(field, (short)value);
        return Bytes(field);
    }

    public ChunkWriter UInt32(params ReadOnlySpan<uint> values)
    {
        Span<byte> field = stackalloc byte[4];
        foreach (uint value in values)
        {
            if (isBigEndian) BinaryPrimitives.WriteUInt32BigEndian(field, value);
            else BinaryPrimitives.WriteUInt32LittleEndian(field, value);
            Bytes(field);
        }
        return this;
    }

    public ChunkWriter UInt64(ulong value)
    {
        Span<byte> field = stackalloc byte[8];
        if (isBigEndian) BinaryPrimitives.WriteUInt64BigEndian(field, value);
        else BinaryPrimitives.WriteUInt64LittleEndian(field, value);
        return Bytes(field);
    }

    /// <summary>A chunk within the chunk, with its header and pad byte.</summary>
    public ChunkWriter Child(string id, ReadOnlySpan<byte> content)
    {
        Bytes(Encoding.Latin1.GetBytes(id)).UInt32((uint)content.Length).Bytes(content);
        return content.Length % 2 == 0 ? this : Zeros(1);
    }

    public ChunkWriter Child(string id, string text) => Child(id, Encoding.UTF8.GetBytes(text + "\0"));

    /// <summary>A field of wamd: id, length, text.</summary>
    public ChunkWriter Field(int id, string text) => Int16(id).Counted(text);

    /// <summary>An entry of harp's table on 2019-01-05.</summary>
    public ChunkWriter RawFile(int hour, int minute, int second, int milliseconds, uint position, int rate) =>
        Bytes(19, 1, 5, (byte)hour, (byte)minute, (byte)second).Int16(milliseconds).UInt32(position, 2000, 4, (uint)rate).Byte(1).Zeros(7);

    /// <summary>An entry of r64m.</summary>
    public ChunkWriter Marker64(uint flags, long offset, string label, uint labelId) =>
        UInt32(flags, (uint)offset, (uint)(offset >> 32), 0, 0, 0, 0).Text(label, 256).UInt32(labelId).Zeros(32);
}
