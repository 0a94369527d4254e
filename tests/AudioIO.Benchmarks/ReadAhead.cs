using BenchmarkDotNet.Attributes;

namespace AudioIO.Benchmarks;

/// <summary>
/// A spectrogram's loop over FLAC: spectra of every block, with the blocks decoded by the same thread, or ahead on another one. With one
/// decoding thread, so that the difference is the read-ahead's.
/// </summary>
[MemoryDiagnoser]
public class ReadAhead
{
    private const int Size = 8192;
    private readonly SpectrumTransform _transform = new(48_000, 2048);
    private readonly float[] _powers = new float[7 * 1025];
    private AudioLoader<float> _array = null!;

    [GlobalSetup]
    public void Setup() =>
        _array = AudioLoader.Open(Recordings.Flac(Recordings.Mono16), new AudioLoaderOptions { MaxDecodingThreads = 1, ReadAheadBlocks = 8 });

    [GlobalCleanup]
    public void Cleanup() => _array.Dispose();

    [Benchmark(Baseline = true)]
    public void Blocks()
    {
        foreach (FrameSpan<float> block in _array.Blocks(Size)) Transform(block.Span);
    }

    [Benchmark]
    public async Task BlocksAsync()
    {
        await foreach (OwnedBlock<float> block in _array.BlocksAsync(Size))
        {
            using (block) Transform(block.Span);
        }
    }

    internal static IEnumerable<Result> Short()
    {
        var benchmark = new ReadAhead();
        benchmark.Setup();
        yield return Compare.Speed("spectra of FLAC blocks read ahead", "the same on one thread", 1.0, () => benchmark.BlocksAsync().GetAwaiter().GetResult(), benchmark.Blocks);
        benchmark.Cleanup();
    }

    private void Transform(ReadOnlySpan<float> samples)
    {
        // The last block may be short.
        if (samples.Length == Size) _transform.Powers(samples, 1024, _powers);
    }
}
