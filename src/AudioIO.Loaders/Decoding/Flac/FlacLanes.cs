using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO.Decoding.Flac;

/// <summary>
/// The samples of up to eight subframes of equal block size, interleaved sample by sample: those of one FlacFrame of eight channels, of
/// two of four, of four of two, of eight of one. Holds residuals until <see cref="FlacPredictionLanes"/> has restored them.
/// </summary>
internal sealed unsafe class FlacLanes
{
    private const int Width = FlacPredictionLanes.Count;

    private readonly FlacSubframe[] _subframes = new FlacSubframe[Width];
    private readonly FlacStereoMode[] _modes = new FlacStereoMode[Width];
    private int[] _memory = [];

    public int BlockSize { get; private set; }

    public int Channels { get; private set; }

    /// <summary>Number of FlacFrames in the lanes.</summary>
    public int Frames { get; private set; }

    /// <summary>Number of FlacFrames for which there is room.</summary>
    public int Capacity => Width / Channels;

    /// <summary>Sample t of lane l lies at <c>Samples[8 t + l]</c>; lane f · channels + c is channel c of FlacFrame f.</summary>
    public int* Samples { get; private set; }

    public ReadOnlySpan<FlacSubframe> Subframes => _subframes.AsSpan(0, Frames * Channels);

    public FlacStereoMode ModeOf(int frame) => _modes[frame];

    public void Reset(int blockSize, int channels)
    {
        BlockSize = blockSize;
        Channels = channels;
        Frames = 0;
        // History before, and room to align: (65535 + 32 + 1) · 8 at most.
        int needed = (FlacPredictionLanes.History + blockSize + 1) * Width;
        if (_memory.Length >= needed) return;
        _memory = GC.AllocateUninitializedArray<int>(needed, pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory));
        Samples = (int*)((address + 31) & ~31) + (FlacPredictionLanes.History * Width);
    }

    /// <summary>Reads the subframes of the next FlacFrame, which is in the lanes only if it <paramref name="fits"/>.</summary>
    /// <param name="reader">Stands behind the FlacFrame's header.</param>
    /// <param name="header">The FlacFrame's header.</param>
    /// <param name="format">The stream's format.</param>
    /// <param name="fits">False for sound or predictors of more bits than lanes have.</param>
    public FlacFault Append(ref FlacBitReader reader, in FlacFrameHeader header, FlacStreamFormat format, out bool fits)
    {
        fits = true;
        for (int channel = 0; channel < Channels; channel++)
        {
            int lane = (Frames * Channels) + channel;
            FlacFault fault = FlacSubframeReader.Read(
                ref reader, BlockSize, format.SubframeBits(header.StereoMode, channel), Samples + lane, Width, out _subframes[lane]);
            if (fault != FlacFault.None) return fault;
            fits &= FlacPredictionLanes.CanRestore(_subframes[lane]);
        }
        _modes[Frames] = header.StereoMode;
        return FlacFault.None;
    }

    /// <summary>Keeps the FlacFrame that was appended last.</summary>
    public void Commit() => Frames++;
}
