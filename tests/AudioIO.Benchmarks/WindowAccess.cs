using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;

namespace AudioIO.Benchmarks;

/// <summary>
/// Access to frames that are in the window already, against the same loop over a plain array: what the convenience of one indexable
/// recording costs. Leaves out all loading.
/// </summary>
[MemoryDiagnoser]
public class WindowAccess
{
    private const int Frames = 1 << 18;
    private const int Channels = 2;
    private const int BlockFrames = 2048;
    private readonly float[] _plain = new float[Frames * Channels];
    private readonly InMemory _array = new();
    private int _callAt = -1;

    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < _plain.Length; i++) _plain[i] = i % 1000;
        _array.UpdateBuffer(0, Frames);
    }

    [Benchmark(Baseline = true)]
    public float PlainIndexing()
    {
        float sum = 0;
        float[] values = _plain;
        for (int i = 0; i < Frames; i++) sum += values[i * Channels + 1];
        return sum;
    }

    [Benchmark]
    public float Indexing()
    {
        float sum = 0;
        for (long i = 0; i < Frames; i++) sum += _array[i, 1];
        return sum;
    }

    [Benchmark]
    public float PlainFrames()
    {
        float sum = 0;
        for (int i = 0; i < Frames; i++)
        {
            ReadOnlySpan<float> frame = _plain.AsSpan(i * Channels, Channels);
            sum += frame[0] - frame[1];
        }
        return sum;
    }

    [Benchmark]
    public float EachFrame()
    {
        float sum = 0;
        foreach (ReadOnlySpan<float> frame in _array) sum += frame[0] - frame[1];
        return sum;
    }

    /// <summary>As <see cref="PlainFrames"/>, with a call that may be made: it keeps the sum out of a register.</summary>
    [Benchmark]
    public float PlainFramesWithCall()
    {
        float sum = 0;
        float[] values = _plain;
        for (int i = 0; i < Frames; i++)
        {
            if (i == _callAt) Call();
            ReadOnlySpan<float> frame = values.AsSpan(i * Channels, Channels);
            sum += frame[0] - frame[1];
        }
        return sum;
    }

    [Benchmark]
    public float EachFrameOfBlocks()
    {
        float sum = 0;
        foreach (FrameSpan<float> block in _array.Blocks(BlockFrames))
        {
            float part = 0;
            foreach (ReadOnlySpan<float> frame in block) part += frame[0] - frame[1];
            sum += part;
        }
        return sum;
    }

    [Benchmark]
    public float PlainBlocks()
    {
        float sum = 0;
        for (int start = 0; start < Frames; start += BlockFrames) sum += Sum(_plain.AsSpan(start * Channels, BlockFrames * Channels));
        return sum;
    }

    [Benchmark]
    public float EachBlock()
    {
        float sum = 0;
        foreach (FrameSpan<float> block in _array.Blocks(BlockFrames)) sum += Sum(block.Span);
        return sum;
    }

    /// <summary>Bytes allocated by one pass over all blocks and all frames, after a first one.</summary>
    public long BytesAllocated()
    {
        EachBlock();
        EachFrame();
        Indexing();
        long before = GC.GetAllocatedBytesForCurrentThread();
        EachBlock();
        EachFrame();
        Indexing();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    internal static IEnumerable<Result> Short()
    {
        var benchmark = new WindowAccess();
        benchmark.Setup();
        yield return Compare.Cost("a[frame, channel] in the window", "plain array", 2.0, () => benchmark.Indexing(), () => benchmark.PlainIndexing(), 101);
        yield return Compare.Cost("foreach over the frames of blocks", "plain loop", 1.5, () => benchmark.EachFrameOfBlocks(), () => benchmark.PlainFrames(), 101);
        yield return Compare.Cost("foreach over frames", "plain loop that may call", 1.5, () => benchmark.EachFrame(), () => benchmark.PlainFramesWithCall(), 101);
        yield return Compare.Cost("Blocks in the window", "plain loop", 1.2, () => benchmark.EachBlock(), () => benchmark.PlainBlocks(), 101);
        yield return new Result("Bytes allocated per pass over blocks, frames, values", "none", benchmark.BytesAllocated(), 0, AtLeast: false);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Call() => _callAt = -1;

    private static float Sum(ReadOnlySpan<float> values)
    {
        float sum = 0;
        foreach (float value in values) sum += value;
        return sum;
    }

    private sealed class InMemory() : BufferedArray<float>(48000, WindowAccess.Frames, WindowAccess.Channels, WindowAccess.Frames)
    {
        protected override void LoadBuffer(long offset, Span<float> buffer)
        {
            for (int i = 0; i < buffer.Length; i++) buffer[i] = (offset * Channels + i) % 1000;
        }
    }
}
