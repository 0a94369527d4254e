using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AudioIO.Overviews;

/// <summary>
/// What an overview's file says of itself. It stands twice at the beginning of the file, and the two are written in turns: whatever
/// interrupts a writing, the other one is whole. All numbers are little-endian, and a checksum ends it.
/// </summary>
internal sealed record SidecarHeader
{
    public const int Bytes = 256;

    /// <summary>Grows with every change of the format or of the values in it, even in the last bit.</summary>
    private const int FormatVersion = 1;

    private static ReadOnlySpan<byte> Magic => "AudioIO overview"u8;

    /// <summary>Of two headers the one that was written last.</summary>
    public required long Sequence { get; init; }

    /// <summary>What is in the file: type and number of values, shape, settings.</summary>
    public required UInt128 Kind { get; init; }

    public required OverviewIdentity Identity { get; init; }

    /// <summary>What the checksums of nodes begin with, so that nodes of another recording's overview are none of this one.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Frames that are there, counted from the first one of the part.</summary>
    public required long FilledFrames { get; init; }

    /// <summary>Whether the stretch that ends there is finished: the nodes of its end are there.</summary>
    public required bool IsFinished { get; init; }

    /// <summary>Where the stretches begin that it is about (<see cref="HashOf"/>).</summary>
    public required ulong Stretches { get; init; }

    /// <summary>A hash of where the stretches begin that have frames before a position, counted from the first one.</summary>
    public static ulong HashOf(ReadOnlySpan<FrameRange> stretches, long frames)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (FrameRange stretch in stretches)
        {
            long start = stretch.Start - stretches[0].Start;
            if (start >= frames) break;
            BinaryPrimitives.WriteInt64LittleEndian(bytes, start);
            hash.AppendData(bytes[..sizeof(long)]);
        }
        hash.GetHashAndReset(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    public void Write(Span<byte> destination)
    {
        destination[..Bytes].Clear();
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteInt32LittleEndian(destination[16..], FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(destination[20..], IsFinished ? 1 : 0);
        BinaryPrimitives.WriteInt64LittleEndian(destination[24..], Sequence);
        BinaryPrimitives.WriteUInt128LittleEndian(destination[32..], Kind);
        BinaryPrimitives.WriteUInt128LittleEndian(destination[48..], Identity.Hash);
        BinaryPrimitives.WriteInt64LittleEndian(destination[64..], Identity.LengthBytes);
        BinaryPrimitives.WriteInt64LittleEndian(destination[72..], Identity.ModifiedUtc.Ticks);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[80..], Seed);
        BinaryPrimitives.WriteInt64LittleEndian(destination[88..], FilledFrames);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[96..], Stretches);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[(Bytes - sizeof(uint))..], Checksum.Of(destination[..(Bytes - sizeof(uint))], 0));
    }

    /// <returns>Null where it is none, or one of another version.</returns>
    public static SidecarHeader? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Bytes || !bytes.StartsWith(Magic)) return null;
        if (BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]) != FormatVersion) return null;
        uint checksum = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(Bytes - sizeof(uint))..]);
        if (checksum != Checksum.Of(bytes[..(Bytes - sizeof(uint))], 0)) return null;
        long ticks = BinaryPrimitives.ReadInt64LittleEndian(bytes[72..]);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) return null;
        return new SidecarHeader
        {
            IsFinished = BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]) != 0,
            Sequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            Kind = BinaryPrimitives.ReadUInt128LittleEndian(bytes[32..]),
            Identity = new OverviewIdentity
            {
                Hash = BinaryPrimitives.ReadUInt128LittleEndian(bytes[48..]),
                LengthBytes = BinaryPrimitives.ReadInt64LittleEndian(bytes[64..]),
                ModifiedUtc = new DateTime(ticks, DateTimeKind.Utc),
            },
            Seed = BinaryPrimitives.ReadUInt64LittleEndian(bytes[80..]),
            FilledFrames = BinaryPrimitives.ReadInt64LittleEndian(bytes[88..]),
            Stretches = BinaryPrimitives.ReadUInt64LittleEndian(bytes[96..]),
        };
    }
}
