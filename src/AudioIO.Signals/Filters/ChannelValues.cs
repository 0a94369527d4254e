using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AudioIO.Filters;

/// <summary>The values of a channel as doubles, and back; in vectors where they lie one after the other. The bits are the same either way.</summary>
internal static class ChannelValues
{
    /// <param name="from">Values, of which every <paramref name="stride"/>-th counts, from the first one on.</param>
    /// <param name="stride">From one value to the next: the number of channels where they are interleaved.</param>
    /// <param name="to">Room for as many as are wanted.</param>
    public static void Read<T>(ReadOnlySpan<T> from, int stride, Span<double> to)
        where T : unmanaged, INumber<T>
    {
        if (stride == 1) TensorPrimitives.ConvertTruncating(from[..to.Length], to);
        else for (int n = 0, at = 0; n < to.Length; n++, at += stride) to[n] = double.CreateTruncating(from[at]);
    }

    /// <summary>Reads magnitudes, multiplied by a factor, in one go.</summary>
    /// <param name="from">Values, of which every <paramref name="stride"/>-th counts, from the first one on.</param>
    /// <param name="stride">From one value to the next: the number of channels where they are interleaved.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="to">Room for as many as are wanted.</param>
    public static void ReadMagnitudes<T>(ReadOnlySpan<T> from, int stride, double factor, Span<double> to)
        where T : unmanaged, INumber<T>
    {
        int done = 0;
        if (stride == 1 && typeof(T) == typeof(float)) done = ReadMagnitudes(MemoryMarshal.Cast<T, float>(from[..to.Length]), factor, to);
        else if (stride == 1 && typeof(T) == typeof(double)) done = ReadMagnitudes(MemoryMarshal.Cast<T, double>(from[..to.Length]), factor, to);
        for (int n = done, at = done * stride; n < to.Length; n++, at += stride) to[n] = double.Abs(double.CreateTruncating(from[at])) * factor;
    }

    /// <returns>How many were read: all that fill vectors.</returns>
    private static int ReadMagnitudes(ReadOnlySpan<float> from, double factor, Span<double> to)
    {
        ref float source = ref MemoryMarshal.GetReference(from);
        ref double destination = ref MemoryMarshal.GetReference(to);
        int n = 0;
        for (; n <= to.Length - Vector<float>.Count; n += Vector<float>.Count)
        {
            Vector<float> magnitudes = Vector.Abs(Vector.LoadUnsafe(ref source, (nuint)n));
            (Vector.WidenLower(magnitudes) * factor).StoreUnsafe(ref destination, (nuint)n);
            (Vector.WidenUpper(magnitudes) * factor).StoreUnsafe(ref destination, (nuint)(n + Vector<double>.Count));
        }
        return n;
    }

    private static int ReadMagnitudes(ReadOnlySpan<double> from, double factor, Span<double> to)
    {
        ref double source = ref MemoryMarshal.GetReference(from), destination = ref MemoryMarshal.GetReference(to);
        int n = 0;
        for (; n <= to.Length - Vector<double>.Count; n += Vector<double>.Count)
            (Vector.Abs(Vector.LoadUnsafe(ref source, (nuint)n)) * factor).StoreUnsafe(ref destination, (nuint)n);
        return n;
    }

    /// <param name="from">All values.</param>
    /// <param name="to">Room for them at distances of <paramref name="stride"/>, from the first place on.</param>
    /// <param name="stride">From one value to the next.</param>
    public static void Write<T>(ReadOnlySpan<double> from, Span<T> to, int stride)
        where T : unmanaged, INumber<T>
    {
        if (stride == 1) TensorPrimitives.ConvertTruncating(from, to);
        else for (int n = 0, at = 0; n < from.Length; n++, at += stride) to[at] = T.CreateTruncating(from[n]);
    }
}
