using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>The samples of one FlacFrame, channel by channel, as they were before coding.</summary>
internal sealed unsafe class FlacBlock
{
    /// <summary>Integers before the first channel: predictors are padded, and read on before the first sample.</summary>
    private const int Lead = FlacSubframe.MaxOrder;

    private int[] _samples = [];
    private long[] _side = [];

    /// <summary>Frames in the block.</summary>
    public int BlockSize { get; private set; }

    public int Channels { get; private set; }

    /// <summary>Memory that the block takes, whatever is in it.</summary>
    public long HeldBytes => (_samples.Length * (long)sizeof(int)) + (_side.Length * (long)sizeof(long));

    /// <summary>Sample i of channel c lies at <c>Samples[c * BlockSize + i]</c>.</summary>
    public int* Samples => (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_samples)) + Lead;

    /// <summary>Room for the side channel of 32-bit sound, one block.</summary>
    public long* Side => (long*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_side));

    /// <summary>Makes room; what was in the block is lost.</summary>
    public void Reset(int blockSize, int channels, bool hasWideSide)
    {
        BlockSize = blockSize;
        Channels = channels;
        // Pinned arrays, so that pointers stay true. 65535 · 8 samples at most.
        int needed = Lead + (blockSize * channels);
        if (_samples.Length < needed) _samples = GC.AllocateUninitializedArray<int>(needed, pinned: true);
        if (hasWideSide && _side.Length < blockSize) _side = GC.AllocateUninitializedArray<long>(blockSize, pinned: true);
    }

    public ReadOnlySpan<int> Channel(int channel) => _samples.AsSpan(Lead + (channel * BlockSize), BlockSize);
}
