using System.Numerics;

namespace AudioIO;

/// <summary>
/// Signed numbers as unsigned ones, 0, −1, 1, −2 … as 0, 1, 2, 3 … (RFC 9639 §9.2.7.2). Subframes are read folded, warm-up and all, and
/// unfolded many at a time: four of thirteen instructions for a code less where codes are read.
/// </summary>
internal static unsafe class FlacFolding
{
    public static int Fold(int value) => (value << 1) ^ (value >> 31);

    public static int Unfold(int folded) => (folded >>> 1) ^ -(folded & 1);

    /// <summary>Unfolds in place.</summary>
    public static void Unfold(int* samples, int count)
    {
        int i = 0;
        // Where there are no vectors, the runtime's are slower than no vectors.
        for (; Vector.IsHardwareAccelerated && i <= count - Vector<int>.Count; i += Vector<int>.Count)
        {
            Vector<int> folded = Vector.Load(samples + i);
            Vector.Store((folded >>> 1) ^ -(folded & Vector<int>.One), samples + i);
        }
        for (; i < count; i++) samples[i] = Unfold(samples[i]);
    }
}
