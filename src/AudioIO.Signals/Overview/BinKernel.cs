using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO.Overviews;

/// <summary>Frames to the smallest and largest value and the RMS of every channel. The same frames give the same bits on every machine.</summary>
internal static class BinKernel
{
    /// <summary>Reduces frames to one bin.</summary>
    /// <param name="values">Frames × channels, at least one frame.</param>
    /// <param name="min">Room for the smallest value of every channel; NaN where one of its values is.</param>
    /// <param name="max">Room for the largest value of every channel; NaN where one of its values is.</param>
    /// <param name="rms">Room for the root of the mean square of every channel.</param>
    public static void Reduce<T>(ReadOnlySpan<T> values, Span<T> min, Span<T> max, Span<float> rms)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        if (typeof(T) == typeof(float) && FloatBins.Supports(min.Length))
        {
            ReadOnlySpan<float> samples = MemoryMarshal.Cast<T, float>(values);
            if (FloatBins.TryReduce(samples, MemoryMarshal.Cast<T, float>(min), MemoryMarshal.Cast<T, float>(max), rms)) return;
        }
        Plain(values, min, max, rms);
    }

    /// <summary>Any type and number of channels, one value after the other; sums in double.</summary>
    public static void Plain<T>(ReadOnlySpan<T> values, Span<T> min, Span<T> max, Span<float> rms)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        int channels = min.Length;
        for (int c = 0; c < channels; c++)
        {
            T low = values[c], high = low;
            double energy = 0;
            for (int at = c; at < values.Length; at += channels)
            {
                T value = values[at];
                low = T.Min(low, value);
                high = T.Max(high, value);
                double x = double.CreateTruncating(value);
                energy += x * x;
            }
            // −0 is 0: which of the two is found does not depend on the order.
            min[c] = low + T.Zero;
            max[c] = high + T.Zero;
            rms[c] = (float)Math.Sqrt(energy / (values.Length / channels));
        }
    }

    /// <summary>Bytes of a bin as it is kept: the smallest values of all channels, the largest ones, their RMS.</summary>
    public static int EntryBytes<T>(int channels) => channels * ((2 * Unsafe.SizeOf<T>()) + sizeof(float));

    public static Span<T> Minima<T>(Span<byte> entry, int channels)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(entry[..(channels * Unsafe.SizeOf<T>())]);

    public static Span<T> Maxima<T>(Span<byte> entry, int channels)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(entry.Slice(channels * Unsafe.SizeOf<T>(), channels * Unsafe.SizeOf<T>()));

    public static Span<float> Rms<T>(Span<byte> entry, int channels)
        where T : unmanaged => MemoryMarshal.Cast<byte, float>(entry.Slice(channels * 2 * Unsafe.SizeOf<T>(), channels * sizeof(float)));
}
