using BenchmarkDotNet.Attributes;

namespace AudioIO.Benchmarks;

/// <summary>
/// A whole FLAC recording as float, in blocks of four seconds, from the page cache. libFLAC is the incumbent, spared both its MD5 check and the
/// conversion to float. One thread, then as many as the option allows. Leaves out the disk.
/// </summary>
[MemoryDiagnoser]
public class FlacSequential
{
    private delegate void ReadFrames(long startFrame, Span<float> destination);

    private string _path = "";
    private AudioSource _source = null!;
    private AudioSource _parallel = null!;
    private float[] _block = [];

    [Params("16 bit stereo", "24 bit stereo", "16 bit, 8 channels", "16 bit mono")]
    public string Sound { get; set; } = "16 bit stereo";

    [Params(5, 8)]
    public int Level { get; set; } = 5;

    [GlobalSetup]
    public void Setup()
    {
        string wave = Sound switch
        {
            "16 bit stereo" => Recordings.Stereo16,
            "24 bit stereo" => Recordings.Stereo24,
            "16 bit, 8 channels" => Recordings.Eight16,
            _ => Recordings.Mono16,
        };
        _path = Recordings.Flac(wave, Level);
        _source = AudioLoader.OpenSource(_path, new AudioLoaderOptions { MaxDecodingThreads = 1 });
        _parallel = AudioLoader.OpenSource(_path, new AudioLoaderOptions { MaxDecodingThreads = 2 });
        _block = new float[(int)_source.Info.Rate * _source.Info.Channels * 4];
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _source.Dispose();
        _parallel.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void LibFlac() => Peers.LibFlac.Decode(_path);

    [Benchmark]
    public void OneThread() => ReadAll(_source);

    [Benchmark]
    public void TwoThreads() => ReadAll(_parallel);

    internal static IEnumerable<Result> Short() => Short(
        [("16 bit stereo", 2.3), ("24 bit stereo", 2.0), ("16 bit, 8 channels", 2.3), ("16 bit mono", 2.3)], [5, 8], pairs: 7);

    /// <summary>What a change is watched by: seconds instead of minutes.</summary>
    internal static IEnumerable<Result> Watched() => Short([("16 bit stereo", 2.3), ("24 bit stereo", 2.0), ("16 bit mono", 2.3)], [5], pairs: 5);

    private static IEnumerable<Result> Short((string Sound, double Target)[] sounds, int[] levels, int pairs)
    {
        foreach ((string sound, double target) in sounds)
        {
            foreach (int level in levels)
            {
                var benchmark = new FlacSequential { Sound = sound, Level = level };
                benchmark.Setup();
                string what = $"FLAC {sound}, level {level} → float";
                yield return Compare.CpuSpeed($"{what}, one thread", "libFLAC", target, benchmark.OneThread, benchmark.LibFlac, pairs);
                if (level == 5)
                {
                    yield return Compare.Speed($"{what}, two threads", "our one thread", 1.7, benchmark.TwoThreads, benchmark.OneThread, pairs);
                    // The narrowest vectors, as of processors without AVX2, and none at all.
                    FlacFrameReader scalar = ((FlacSource)benchmark._source).CreateReader(null);
                    yield return Compare.CpuSpeed($"{what}, no vectors", "libFLAC", 1.1, () => benchmark.ReadAll(scalar.Read), benchmark.LibFlac, pairs);
                    if (FlacLaneKernel.Supported.Length > 0)
                    {
                        FlacFrameReader narrow = ((FlacSource)benchmark._source).CreateReader(FlacLaneKernel.Supported[0]);
                        yield return Compare.CpuSpeed($"{what}, four lanes", "libFLAC", 1.5, () => benchmark.ReadAll(narrow.Read), benchmark.LibFlac, pairs);
                    }
                }
                benchmark.Cleanup();
            }
        }
    }

    private void ReadAll(AudioSource source) => ReadAll((frame, values) => source.Read(frame, values));

    private void ReadAll(ReadFrames read)
    {
        int channels = _source.Info.Channels;
        int blockFrames = _block.Length / channels;
        for (long frame = 0; frame < _source.Info.Frames; frame += blockFrames)
        {
            int count = (int)Math.Min(blockFrames, _source.Info.Frames - frame);
            read(frame, _block.AsSpan(0, count * channels));
        }
    }
}
