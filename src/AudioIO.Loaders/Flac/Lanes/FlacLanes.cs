using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>
/// Subframes of equal block size that wait to be restored together: a row for each, with its residual. Those of a FlacFrame follow each
/// other, as many rows as the next power of two, so that a FlacFrame of up to eight channels never begins in the middle of a vector.
/// </summary>
internal sealed unsafe class FlacLanes
{
    /// <summary>Deepest sound for which the sums of restoring stereo fit 32 bits, and the scale of its samples too.</summary>
    public const int MaxBitsPerSample = 24;

    private const long PredictionLimit = 1L << 30;

    /// <summary>Most rows: two of the widest vectors.</summary>
    public const int MaxRows = 32;

    /// <summary>
    /// Integers behind a row: room for a load of the widest vector that begins in it, and rows do not all begin in the same set of the
    /// cache.
    /// </summary>
    private const int RowGap = 16;

    /// <summary>The widest vector in bytes.</summary>
    private const int Alignment = 64;

    private readonly FlacSubframe[] _subframes = new FlacSubframe[MaxRows];
    private readonly FlacStereoMode[] _modes = new FlacStereoMode[MaxRows];
    private int[] _memory = [];
    private int[] _scratch = [];
    private int* _rows;
    private int _stride;

    public int BlockSize { get; private set; }

    public int Channels { get; private set; }

    /// <summary>Number of FlacFrames in the rows.</summary>
    public int Frames { get; private set; }

    /// <summary>Rows of a FlacFrame: 1, 2, 4 or 8.</summary>
    public int RowsPerFrame { get; private set; }

    public int RowCount => Frames * RowsPerFrame;

    /// <summary>
    /// Groups that will still be restored with products that 17 bits fit, because a side channel lately needed all of them.
    /// </summary>
    public int WideSides { get; set; }

    /// <summary>
    /// Lanes have 32 bits: a prediction below 2^30 plus a residual below 2^31 cannot wrap into the range of 25 bits, so that a sample
    /// out of range is never taken for another. Sums are taken without the lowest 12 bits of the samples, and have to fit then. All but
    /// absurd predictors of sound up to 24 bits qualify.
    /// </summary>
    public static bool CanRestore(in FlacSubframe subframe) => subframe.Bits <= MaxBitsPerSample + 1
        && subframe.SumLimit >> subframe.Shift < PredictionLimit && subframe.SumLimit >> 12 < PredictionLimit;

    public static int RowsFor(int channels) => (int)BitOperations.RoundUpToPowerOf2((uint)channels);

    public FlacStereoMode ModeOf(int frame) => _modes[frame];

    /// <summary>The subframe of a row; false for a row that fills up a FlacFrame or the last vector.</summary>
    public bool TryGetSubframe(int row, out FlacSubframe subframe)
    {
        bool exists = row < RowCount && row % RowsPerFrame < Channels;
        subframe = exists ? _subframes[row] : default;
        return exists;
    }

    /// <summary>Sample t of a row lies at <c>[t]</c>. A row without a subframe is any other one.</summary>
    public int* Row(int row) => _rows + (row < RowCount && row % RowsPerFrame < Channels ? row * (nint)_stride : 0);

    /// <param name="blockSize">Frames of every block.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="frames">Most FlacFrames that will come; at most <see cref="MaxRows"/> rows.</param>
    public void Reset(int blockSize, int channels, int frames)
    {
        BlockSize = blockSize;
        Channels = channels;
        RowsPerFrame = RowsFor(channels);
        Frames = 0;
        _stride = ((blockSize + RowGap - 1) & -RowGap) + RowGap;
        // (65536 + 16) · 32 at most.
        Reserve(ref _memory, _stride * RowsPerFrame * frames, out _rows);
    }

    /// <summary>Aligned room for as many integers, which stays as it is until more are asked for.</summary>
    public int* Scratch(int integers)
    {
        Reserve(ref _scratch, integers, out int* scratch);
        return scratch;
    }

    /// <summary>Begins to read a subframe into its row, where it stays, folded, as residual.</summary>
    /// <param name="reader">Stands at the subframe's header.</param>
    /// <param name="frame">Number of the FlacFrame.</param>
    /// <param name="channel">Number of the channel.</param>
    /// <param name="bits">Bits per sample of the channel.</param>
    /// <param name="residual">What is left to be read.</param>
    /// <param name="fits">False for sound or a predictor of more bits than lanes have.</param>
    public FlacFault Begin(ref FlacBitReader reader, int frame, int channel, int bits, out FlacResidual residual, out bool fits)
    {
        int row = (frame * RowsPerFrame) + channel;
        FlacFault fault = FlacSubframeReader.Begin(
            ref reader, BlockSize, bits, _rows + (row * (nint)_stride), out _subframes[row], out residual);
        fits = fault == FlacFault.None && CanRestore(_subframes[row]);
        return fault;
    }

    public void SetMode(int frame, FlacStereoMode mode) => _modes[frame] = mode;

    /// <summary>Keeps the FlacFrame that was read last.</summary>
    public void Commit() => Frames++;

    private static void Reserve(ref int[] memory, int integers, out int* start)
    {
        const int AlignmentIntegers = Alignment / sizeof(int);
        if (memory.Length < integers + AlignmentIntegers)
            memory = GC.AllocateUninitializedArray<int>(integers + AlignmentIntegers, pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory));
        start = (int*)((address + Alignment - 1) & -Alignment);
    }
}
