using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AudioIO.Lanes;

/// <summary>How wide vectors are: the one place that asks the hardware. Every width gives the same bits.</summary>
internal static class LaneWidth
{
    /// <summary>
    /// Bytes of the widest vector that the hardware computes at once: 64, 32 or 16; 0 for none, which means one lane. .NET reports 512 bits
    /// only where they do not slow the processor down.
    /// </summary>
    public static int Bytes { get; } =
        Vector512.IsHardwareAccelerated ? 64 : Vector256.IsHardwareAccelerated ? 32 : Vector128.IsHardwareAccelerated ? 16 : 0;

    /// <summary>Lanes of vectors of so many bytes.</summary>
    public static int Lanes<T>(int bytes)
        where T : unmanaged => bytes == 0 ? 1 : bytes / Unsafe.SizeOf<T>();

    /// <summary>Every width there is, for tests: what the hardware lacks is computed in pieces.</summary>
    public static ReadOnlySpan<int> All => [0, 16, 32, 64];
}
