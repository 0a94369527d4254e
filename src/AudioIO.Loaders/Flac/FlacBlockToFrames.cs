using System.Numerics;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>Brings a decoded block, channel behind channel, into interleaved frames.</summary>
internal static unsafe class FlacBlockToFrames
{
    /// <summary>Interleaves a whole block, unscaled.</summary>
    /// <param name="block">The block.</param>
    /// <param name="destination">Room for its frames.</param>
    public static void Interleave(FlacBlock block, Span<int> destination)
    {
        int size = block.BlockSize, channels = block.Channels, channel = 0;
        fixed (int* to = destination[..(size * channels)])
        {
            // Four channels or two at a time: a pass for each would touch all the memory as often.
            for (; channel <= channels - 4; channel += 4) InterleaveFour(block.Samples + (channel * size), size, to + channel, channels);
            for (; channel <= channels - 2; channel += 2) InterleaveTwo(block.Samples + (channel * size), size, to + channel, channels);
            int* last = block.Samples + (channel * size);
            for (int i = 0; i < size && channel < channels; i++) to[(i * channels) + channel] = last[i];
        }
    }

    private static void InterleaveTwo(int* from, int size, int* to, int channels)
    {
        int* second = from + size;
        for (int i = 0; i < size; i++, to += channels)
        {
            to[0] = from[i];
            to[1] = second[i];
        }
    }

    private static void InterleaveFour(int* from, int size, int* to, int channels)
    {
        int* second = from + size, third = second + size, fourth = third + size;
        for (int i = 0; i < size; i++, to += channels)
        {
            to[0] = from[i];
            to[1] = second[i];
            to[2] = third[i];
            to[3] = fourth[i];
        }
    }

    /// <summary>Converts interleaved integers.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>, scaled by 1/2^(bits − 1); <c>int</c>; <c>short</c>, which fits.</typeparam>
    /// <param name="samples">Integers of <paramref name="bits"/> bits.</param>
    /// <param name="bits">Bits per sample, 4 to 32.</param>
    /// <param name="destination">As long as <paramref name="samples"/>.</param>
    public static void Convert<T>(ReadOnlySpan<int> samples, int bits, Span<T> destination)
        where T : unmanaged
    {
        if (typeof(T) == typeof(int))
        {
            samples.CopyTo(MemoryMarshal.Cast<T, int>(destination));
        }
        else if (typeof(T) == typeof(float))
        {
            // float has 24 bits: samples of up to 25 bits are exact, longer ones are rounded once, as the scale is a power of two.
            float scale = SampleScale.ToSample(bits);
            Span<float> target = MemoryMarshal.Cast<T, float>(destination);
            int i = 0;
            // Where there are no vectors, the runtime's are slower than no vectors.
            for (; Vector.IsHardwareAccelerated && i <= samples.Length - Vector<int>.Count; i += Vector<int>.Count)
                (Vector.ConvertToSingle(new Vector<int>(samples[i..])) * scale).CopyTo(target[i..]);
            for (; i < samples.Length; i++) target[i] = samples[i] * scale;
        }
        else if (typeof(T) == typeof(double))
        {
            double scale = SampleScale.ToSample(bits);
            Span<double> target = MemoryMarshal.Cast<T, double>(destination);
            for (int i = 0; i < samples.Length; i++) target[i] = samples[i] * scale;
        }
        else
        {
            Span<short> target = MemoryMarshal.Cast<T, short>(destination);
            for (int i = 0; i < samples.Length; i++) target[i] = (short)samples[i];
        }
    }
}
