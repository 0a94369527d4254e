using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO;

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
    public int Capacity => (Width >> LaneShift) / Channels;

    /// <summary>
    /// 1 where only every second lane is in use, for up to four subframes: products of 64 bits then need no halves, and are sooner done.
    /// </summary>
    public int LaneShift { get; private set; }

    /// <summary>
    /// Sample t of lane l lies at <c>Samples[8 t + l]</c>; subframe f · channels + c is channel c of FlacFrame f, and lies in the lane
    /// of its number shifted by <see cref="LaneShift"/>.
    /// </summary>
    public int* Samples { get; private set; }

    public ReadOnlySpan<FlacSubframe> Subframes => _subframes.AsSpan(0, Frames * Channels);

    public FlacStereoMode ModeOf(int frame) => _modes[frame];

    /// <param name="blockSize">Frames of every block.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="frames">Most FlacFrames that will come.</param>
    public void Reset(int blockSize, int channels, int frames)
    {
        LaneShift = frames * channels <= Width / 2 ? 1 : 0;
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
            int number = (Frames * Channels) + channel;
            int* samples = Samples + (number << LaneShift);
            FlacFault fault = FlacSubframeReader.Read(
                ref reader, BlockSize, format.SubframeBits(header.StereoMode, channel), samples, Width, out _subframes[number]);
            if (fault != FlacFault.None) return fault;
            fits &= FlacPredictionLanes.CanRestore(_subframes[number]);
        }
        _modes[Frames] = header.StereoMode;
        return FlacFault.None;
    }

    /// <summary>Keeps the FlacFrame that was appended last.</summary>
    public void Commit() => Frames++;
}
