using System.Numerics;

namespace AudioIO.Overviews;

/// <summary>The levels of an overview: bins of 256 frames, 4096, 65 536, and so on, as far as the recording needs them.</summary>
internal static class OverviewShape
{
    public const int BinFrames = 256, Arity = 16, NodeBins = 256;

    // As powers of two.
    private const int BinShift = 8, AritySteps = 4;

    public static PyramidShape Of<T>(int channels)
        where T : unmanaged => new(BinKernel.EntryBytes<T>(channels), BinFrames, NodeBins, Arity);

    /// <summary>Frames of a bin of a level.</summary>
    public static long FramesOf(int level) => 1L << (BinShift + (AritySteps * level));

    /// <summary>The highest level with a bin that begins at a frame and is no longer than so many frames; −1: there is none.</summary>
    public static int LevelAt(long frame, long frames)
    {
        int aligned = frame == 0 ? 63 : BitOperations.TrailingZeroCount(frame);
        int shift = Math.Min(aligned, BitOperations.Log2((ulong)frames));
        return shift < BinShift ? -1 : (shift - BinShift) / AritySteps;
    }
}
