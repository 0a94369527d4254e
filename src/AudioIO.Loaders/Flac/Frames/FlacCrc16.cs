using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Arm = System.Runtime.Intrinsics.Arm;

namespace AudioIO;

/// <summary>
/// The checksum of a FlacFrame: polynomial x^16 + x^15 + x^2 + 1, initialised with 0 (RFC 9639 §9.3). Computed over whole FlacFrames,
/// footer included, where a sound one gives 0.
/// </summary>
internal static class FlacCrc16
{
    private const int Polynomial = 0x18005;

    /// <summary>Below this many bytes the tables are as fast as folding.</summary>
    private const int MinFoldedLength = 128;

    // Tables[256 i + b] is the checksum of byte b followed by i zero bytes.
    private static readonly ushort[] Tables = CreateTables();

    // Folding shifts a 128-bit remainder by 512 or 128 bits: its upper and lower half are multiplied by these powers modulo the polynomial.
    private static readonly Vector128<ulong> Fold512 = Vector128.Create(PowerOfX(512), PowerOfX(512 + 64));
    private static readonly Vector128<ulong> Fold128 = Vector128.Create(PowerOfX(128), PowerOfX(128 + 64));

    /// <summary>True where the processor multiplies without carry: PCLMULQDQ, or PMULL on Arm.</summary>
    internal static bool CanFold => BitConverter.IsLittleEndian && ((Pclmulqdq.IsSupported && Ssse3.IsSupported) || Arm.Aes.IsSupported);

    public static ushort Compute(ReadOnlySpan<byte> bytes) =>
        CanFold && bytes.Length >= MinFoldedLength ? ComputeFolded(bytes) : ComputeByTable(0, bytes);

    /// <summary>Eight bytes per step: each is looked up in the table for its distance from the end of the eight.</summary>
    internal static ushort ComputeByTable(ushort crc, ReadOnlySpan<byte> bytes)
    {
        ref ushort table = ref MemoryMarshal.GetArrayDataReference(Tables);
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            ulong word = BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ ((ulong)crc << 48);
            crc = (ushort)(Unsafe.Add(ref table, (int)(word & 0xFF)) ^ Unsafe.Add(ref table, 256 + (int)((word >> 8) & 0xFF))
                ^ Unsafe.Add(ref table, 512 + (int)((word >> 16) & 0xFF)) ^ Unsafe.Add(ref table, 768 + (int)((word >> 24) & 0xFF))
                ^ Unsafe.Add(ref table, 1024 + (int)((word >> 32) & 0xFF)) ^ Unsafe.Add(ref table, 1280 + (int)((word >> 40) & 0xFF))
                ^ Unsafe.Add(ref table, 1536 + (int)((word >> 48) & 0xFF)) ^ Unsafe.Add(ref table, 1792 + (int)(word >> 56)));
        }
        foreach (byte b in bytes) crc = (ushort)((crc << 8) ^ Unsafe.Add(ref table, (crc >> 8) ^ b));
        return crc;
    }

    /// <summary>
    /// Carry-less multiplication replaces the bytes by 16 bytes that have the same remainder. The two products of 64 bits with constants
    /// of 16 bits stay below 80 bits, so nothing overflows.
    /// </summary>
    private static ushort ComputeFolded(ReadOnlySpan<byte> bytes)
    {
        ref byte source = ref MemoryMarshal.GetReference(bytes);
        int length = bytes.Length;
        Vector128<ulong> x0 = Load(ref source, 0), x1 = Load(ref source, 16), x2 = Load(ref source, 32), x3 = Load(ref source, 48);
        int i = 64;
        for (; i <= length - 64; i += 64)
        {
            x0 = Fold(x0, Fold512) ^ Load(ref source, i);
            x1 = Fold(x1, Fold512) ^ Load(ref source, i + 16);
            x2 = Fold(x2, Fold512) ^ Load(ref source, i + 32);
            x3 = Fold(x3, Fold512) ^ Load(ref source, i + 48);
        }
        x1 ^= Fold(x0, Fold128);
        x2 ^= Fold(x1, Fold128);
        x3 ^= Fold(x2, Fold128);
        for (; i <= length - 16; i += 16) x3 = Fold(x3, Fold128) ^ Load(ref source, i);
        Span<byte> remainder = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(remainder, x3.GetElement(1));
        BinaryPrimitives.WriteUInt64BigEndian(remainder[8..], x3.GetElement(0));
        return ComputeByTable(ComputeByTable(0, remainder), bytes[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Load(ref byte source, int offset) => Vector128.Shuffle(
        Vector128.LoadUnsafe(ref source, (nuint)offset),
        Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Fold(Vector128<ulong> x, Vector128<ulong> powers) => Pclmulqdq.IsSupported
        ? Pclmulqdq.CarrylessMultiply(x, powers, 0x00) ^ Pclmulqdq.CarrylessMultiply(x, powers, 0x11)
        : Arm.Aes.PolynomialMultiplyWideningLower(x.GetLower(), powers.GetLower()) ^ Arm.Aes.PolynomialMultiplyWideningUpper(x, powers);

    private static ulong PowerOfX(int exponent)
    {
        int remainder = 1;
        for (int i = 0; i < exponent; i++)
        {
            remainder <<= 1;
            if ((remainder & 0x10000) != 0) remainder ^= Polynomial;
        }
        return (ulong)remainder;
    }

    private static ushort[] CreateTables()
    {
        ushort[] tables = new ushort[8 * 256];
        for (int i = 0; i < 256; i++)
        {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 0x8000) != 0 ? (crc << 1) ^ Polynomial : crc << 1;
            tables[i] = (ushort)crc;
        }
        for (int i = 256; i < tables.Length; i++)
        {
            ushort crc = tables[i - 256];
            tables[i] = (ushort)((crc << 8) ^ tables[crc >> 8]);
        }
        return tables;
    }
}
