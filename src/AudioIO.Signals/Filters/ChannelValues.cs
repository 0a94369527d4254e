using System.Numerics;
using System.Numerics.Tensors;

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
