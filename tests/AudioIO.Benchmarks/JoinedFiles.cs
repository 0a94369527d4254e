using BenchmarkDotNet.Attributes;

namespace AudioIO.Benchmarks;

/// <summary>
/// A recording of a thousand files: opening it by their headers or through its index, and reading it over the joins, against one file of
/// the same length. From the page cache: what a cold disk adds to a thousand headers is left out.
/// </summary>
[MemoryDiagnoser]
public class JoinedFiles
{
    private const int BlockFrames = 1 << 16;
    private string[] _paths = [];
    private string _index = "";
    private ConcatenatedSource _joined = null!;
    private AudioSource _single = null!;
    private float[] _block = [];

    [GlobalSetup]
    public void Setup()
    {
        _paths = Recordings.ThousandFiles(out string whole);
        _index = Path.Combine(Path.GetDirectoryName(_paths[0])!, "index.json");
        _joined = ConcatenatedSource.Open(_paths);
        _joined.ToIndex().Write(_index);
        _single = AudioLoader.OpenSource(whole);
        _block = new float[BlockFrames];
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _joined.Dispose();
        _single.Dispose();
    }

    [Benchmark(Baseline = true)]
    public long OpenByHeaders()
    {
        using ConcatenatedSource source = ConcatenatedSource.Open(_paths);
        return source.Info.Frames;
    }

    [Benchmark]
    public long OpenThroughIndex()
    {
        using ConcatenatedSource source = ConcatenatedSource.Open(RecordingIndex.Read(_index));
        return source.Info.Frames;
    }

    [Benchmark]
    public void ReadOneFile() => ReadAll(_single);

    [Benchmark]
    public void ReadOverJoins() => ReadAll(_joined);

    internal static IEnumerable<Result> Short()
    {
        var benchmark = new JoinedFiles();
        benchmark.Setup();
        yield return Compare.Cost("Open 1000 files through the index", "by their headers", 1.0, () => benchmark.OpenThroughIndex(), () => benchmark.OpenByHeaders());
        yield return Compare.Speed("Read 1000 files of 10 s as one", "one file", 0.5, benchmark.ReadOverJoins, benchmark.ReadOneFile);
        benchmark.Cleanup();
    }

    private void ReadAll(AudioSource source)
    {
        for (long frame = 0; frame < source.Info.Frames; frame += BlockFrames)
        {
            int count = (int)Math.Min(BlockFrames, source.Info.Frames - frame);
            source.Read(frame, _block.AsSpan(0, count));
        }
    }
}
