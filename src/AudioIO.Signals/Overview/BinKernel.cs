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

    /// <summary>Reduces frames to bins as they are kept, one after the other.</summary>
    /// <param name="values">Frames × channels, at least one frame.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="frames">Frames of a bin; the last one is of as many as are left.</param>
    /// <param name="entries">Room for the bins.</param>
    public static void ReduceAll<T>(ReadOnlySpan<T> values, int channels, int frames, Span<byte> entries)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        int group = typeof(T) == typeof(float) ? FloatBinGroups.Bins(channels) : 0, bytes = EntryBytes<T>(channels), each = frames * channels;
        while (!values.IsEmpty)
        {
            int bins = group > 0 && values.Length >= group * each ? group : 1;
            ReadOnlySpan<T> some = values[..Math.Min(values.Length, bins * each)];
            bool isDone = bins > 1 && FloatBinGroups.TryReduce(
                MemoryMarshal.Cast<T, float>(some), channels, MemoryMarshal.Cast<byte, float>(entries[..(bins * bytes)]));
            for (int bin = 0; !isDone && bin < bins; bin++)
            {
                Span<byte> entry = entries.Slice(bin * bytes, bytes);
                Reduce(
                    bins > 1 ? some.Slice(bin * each, each) : some, Minima<T>(entry, channels), Maxima<T>(entry, channels), Rms<T>(entry, channels));
            }
            values = values[some.Length..];
            entries = entries[(bins * bytes)..];
        }
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
