using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>
/// An integer as a file stores it. The implementations are types, so that a loop over one of them compiles to its own code.
/// </summary>
internal interface IStoredInteger
{
    /// <summary>Bytes in the file.</summary>
    static abstract int Bytes { get; }

    /// <summary>Bits of the integer: its scale is 2^(bits − 1).</summary>
    static abstract int Bits { get; }

    /// <summary>The integer that begins at a byte, signed and with silence at 0.</summary>
    static abstract int Read(ref byte source);
}

internal readonly struct UInt8 : IStoredInteger
{
    public static int Bytes => 1;

    public static int Bits => 8;

    public static int Read(ref byte source) => source - 128;
}

internal readonly struct Int16Little : IStoredInteger
{
    public static int Bytes => 2;

    public static int Bits => 16;

    public static int Read(ref byte source) => (short)(source | (Unsafe.Add(ref source, 1) << 8));
}

internal readonly struct Int16Big : IStoredInteger
{
    public static int Bytes => 2;

    public static int Bits => 16;

    public static int Read(ref byte source) => (short)((source << 8) | Unsafe.Add(ref source, 1));
}

internal readonly struct Int24Little : IStoredInteger
{
    public static int Bytes => 3;

    public static int Bits => 24;

    public static int Read(ref byte source) =>
        source | (Unsafe.Add(ref source, 1) << 8) | ((sbyte)Unsafe.Add(ref source, 2) << 16);
}

internal readonly struct Int24Big : IStoredInteger
{
    public static int Bytes => 3;

    public static int Bits => 24;

    public static int Read(ref byte source) => ((sbyte)source << 16) | (Unsafe.Add(ref source, 1) << 8) | Unsafe.Add(ref source, 2);
}

internal readonly struct Int32Little : IStoredInteger
{
    public static int Bytes => 4;

    public static int Bits => 32;

    public static int Read(ref byte source)
    {
        int stored = Unsafe.ReadUnaligned<int>(ref source);
        return BitConverter.IsLittleEndian ? stored : BinaryPrimitives.ReverseEndianness(stored);
    }
}

internal readonly struct Int32Big : IStoredInteger
{
    public static int Bytes => 4;

    public static int Bits => 32;

    public static int Read(ref byte source) => BinaryPrimitives.ReverseEndianness(Int32Little.Read(ref source));
}

/// <summary>The lower 24 bits of four bytes, whatever the fourth byte holds.</summary>
internal readonly struct LowInt24Little : IStoredInteger
{
    public static int Bytes => 4;

    public static int Bits => 24;

    public static int Read(ref byte source) => Int32Little.Read(ref source) << 8 >> 8;
}

/// <inheritdoc cref="LowInt24Little"/>
internal readonly struct LowInt24Big : IStoredInteger
{
    public static int Bytes => 4;

    public static int Bits => 24;

    public static int Read(ref byte source) => Int32Big.Read(ref source) << 8 >> 8;
}

internal readonly struct ALawByte : IStoredInteger
{
    public static int Bytes => 1;

    public static int Bits => SampleScale.DecodedBits;

    public static int Read(ref byte source) => G711.ALaw[source];
}

internal readonly struct MuLawByte : IStoredInteger
{
    public static int Bytes => 1;

    public static int Bits => SampleScale.DecodedBits;

    public static int Read(ref byte source) => G711.MuLaw[source];
}
