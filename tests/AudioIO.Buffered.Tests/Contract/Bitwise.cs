using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO.Tests.Contract;

/// <summary>Comparison bit by bit: NaN is the same as itself, and −0 another value than 0.</summary>
public static class Bitwise
{
    /// <summary>Fails, with the first value that differs, unless the values are bit by bit those expected.</summary>
    public static void Same<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what)
        where T : unmanaged
    {
        ReadOnlySpan<byte> expectedBytes = MemoryMarshal.AsBytes(expected);
        ReadOnlySpan<byte> actualBytes = MemoryMarshal.AsBytes(actual);
        if (expectedBytes.SequenceEqual(actualBytes)) return;
        int first = expectedBytes.CommonPrefixLength(actualBytes) / Unsafe.SizeOf<T>();
        Assert.Fail($"{what}: value {first} should be {At(expected, first)}, found {At(actual, first)}.");
    }

    private static string At<T>(ReadOnlySpan<T> values, int index) =>
        index < values.Length ? $"{values[index]}" : $"the end of {values.Length} values";
}
