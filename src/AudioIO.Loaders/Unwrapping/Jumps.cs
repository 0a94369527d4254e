using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AudioIO;

/// <summary>Finds out quickly that samples do not jump, as hardly any do.</summary>
internal static class Jumps
{
    /// <summary>
    /// True where the difference of two successive samples of some channel is larger than a threshold. NaN does not jump.
    /// </summary>
    /// <param name="frames">Interleaved frames × channels.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="threshold">Above 0.</param>
    public static bool Any<T>(ReadOnlySpan<T> frames, int channels, T threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = channels;
        if (Vector256.IsHardwareAccelerated && frames.Length - channels >= Vector256<T>.Count)
        {
            ref T first = ref MemoryMarshal.GetReference(frames);
            Vector256<T> limit = Vector256.Create(threshold);
            for (; i <= frames.Length - Vector256<T>.Count; i += Vector256<T>.Count)
            {
                Vector256<T> before = Vector256.LoadUnsafe(ref first, (nuint)(i - channels));
                Vector256<T> difference = Vector256.LoadUnsafe(ref first, (nuint)i) - before;
                if (Vector256.GreaterThanAny(Vector256.Abs(difference), limit)) return true;
            }
        }
        return AnyPlain(frames[(i - channels)..], channels, threshold);
    }

    /// <summary>The same, sample by sample.</summary>
    public static bool AnyPlain<T>(ReadOnlySpan<T> frames, int channels, T threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = channels; i < frames.Length; i++)
        {
            if (T.Abs(frames[i] - frames[i - channels]) > threshold) return true;
        }
        return false;
    }
}
